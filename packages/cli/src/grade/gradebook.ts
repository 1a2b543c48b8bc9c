import { csvText, type GradeReport, type Lang } from '@keyspace/grader'

/** One submission of a batch; without a report when nothing said how it starts. */
export interface Entry {
  readonly name: string
  readonly report: GradeReport | undefined
  readonly exitCode: GradeReport['exitCode']
  /** Why there is no grade, or why everything failed. */
  readonly reason: string
}

/** The checks' ids, as the first report has them. */
function checkIds(entries: readonly Entry[]): readonly string[] {
  const checks =
    entries.find(({ report }) => (report?.checks.length ?? 0) > 0)?.report?.checks ?? []
  return checks.map(({ id }) => id)
}

/** A row for each submission. Where our own trouble kept us from grading, the cells stay empty. */
export function gradebookCsv(entries: readonly Entry[]): string {
  const ids = checkIds(entries)
  const rows = entries.map(({ name, report, reason }) => {
    const verdict = report?.verdict ?? 'fail'
    const isGraded = verdict !== 'error'
    const points = isGraded
      ? [String(report?.points ?? 0), String(report?.score ?? 0), report?.rubric ?? 'C']
      : ['', '', '']
    return [
      name,
      verdict,
      ...points,
      ...ids.map((id) => (isGraded ? pointsOf(report, id) : '')),
      reason,
    ]
  })
  return csvText([
    ['submission', 'verdict', 'points', 'score', 'rubric', ...ids, 'reason'],
    ...rows,
  ])
}

function pointsOf(report: GradeReport | undefined, id: string): string {
  return String(report?.checks.find((check) => check.id === id)?.points ?? 0)
}

const WORDS = {
  en: {
    title: 'Gradebook',
    submission: 'Submission',
    score: 'Score',
    rubric: 'Rubric',
    passed: 'passed',
    failed: 'failed',
    error: 'not graded',
  },
  ru: {
    title: 'Ведомость',
    submission: 'Решение',
    score: 'Балл',
    rubric: 'Оценка',
    passed: 'пройдено',
    failed: 'не пройдено',
    error: 'не оценено',
  },
} as const

const STYLE = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{margin:2rem auto;max-width:76rem;padding:0 1rem}
.scroll{overflow-x:auto}
table{border-collapse:collapse}
th,td{padding:.35rem .6rem;text-align:left;border-bottom:1px solid color-mix(in srgb,currentColor 20%,transparent);white-space:nowrap}
th.check{writing-mode:vertical-rl;transform:rotate(180deg);font-weight:400}
td.pass{color:light-dark(#17663a,#7ddba4)}
td.fail{color:light-dark(#a3261d,#ff9b92)}
td.number{text-align:right;font-variant-numeric:tabular-nums}
small{opacity:.75;white-space:normal}`

/** A page of its own without scripts: who scored what, check by check. */
export function gradebookHtml(entries: readonly Entry[], lang: Lang): string {
  const words = WORDS[lang]
  const ids = checkIds(entries)
  const head = [words.submission, words.score, words.rubric].map(
    (name) => `<th scope="col">${name}</th>`,
  )
  const checks = ids.map((id) => `<th scope="col" class="check">${html(id)}</th>`)
  return `<!doctype html>
<html lang="${lang}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title}</title>
<style>${STYLE}</style>
<h1>${words.title}</h1>
<div class="scroll"><table>
<thead><tr>${[...head, ...checks].join('')}</tr></thead>
<tbody>
${entries.map((entry) => htmlRow(entry, ids, lang)).join('\n')}
</tbody>
</table></div>
</html>
`
}

function htmlRow({ name, report, reason }: Entry, ids: readonly string[], lang: Lang): string {
  const words = WORDS[lang]
  const why = reason === '' ? '' : `<br><small>${html(reason)}</small>`
  const isGraded = report?.verdict !== 'error'
  const score = isGraded ? String(report?.score ?? 0) : words.error
  const cells = ids.map((id) => {
    const check = report?.checks.find((one) => one.id === id)
    if (check === undefined) return '<td>—</td>'
    const sign = check.verdict === 'pass' ? '✓' : check.verdict === 'fail' ? '✗' : '!'
    const said = check.verdict === 'pass' ? words.passed : words.failed
    return `<td class="${check.verdict}" title="${html(check.sentence[lang])}"><span aria-label="${said}">${sign}</span></td>`
  })
  return `<tr><th scope="row">${html(name)}${why}</th><td class="number">${score}</td><td>${report?.rubric ?? '—'}</td>${cells.join('')}</tr>`
}

function html(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
