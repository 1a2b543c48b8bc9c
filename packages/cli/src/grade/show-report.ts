import type { CheckResult, GradeReport, Lang } from '@keyspace/grader'

const SIGNS = { pass: '✓', fail: '✗', error: '!' } as const

const WORDS = {
  en: {
    of: 'of',
    took: 'ms',
    read: 'read',
    crashes: 'crashes',
    rubric: 'rubric',
    remark: 'remark',
    error: 'not graded: our own trouble',
  },
  ru: {
    of: 'из',
    took: 'мс',
    read: 'прочитать',
    crashes: 'падения',
    rubric: 'оценка',
    remark: 'замечание',
    error: 'не оценено: проблема на нашей стороне',
  },
} as const

/** One line for a check as it finishes, and under it what went wrong. */
export function showCheck(check: CheckResult, lang: Lang): string {
  const { id, verdict, points, maxPoints, sentence, remediation, remarks } = check
  const line = `${SIGNS[verdict]} ${id.padEnd(20)} ${String(points).padStart(3)}/${String(maxPoints).padEnd(2)}`
  const indent = ' '.repeat(4)
  const lines = [`${line}  ${verdict === 'pass' ? sentence[lang] : check.title[lang]}`]
  if (verdict !== 'pass') lines.push(`${indent}${sentence[lang]}`)
  lines.push(...remarks.map((remark) => `${indent}${WORDS[lang].remark}: ${remark[lang]}`))
  if (remediation !== null) {
    lines.push(
      `${indent}→ ${WORDS[lang].read}: ${remediation.title[lang]} (${remediation.lesson}#${remediation.section})`,
    )
  }
  return `${lines.join('\n')}\n`
}

/** The last lines: points, rubric, time, and on which Redis. */
export function showSummary(report: GradeReport, lang: Lang): string {
  const words = WORDS[lang]
  const lines = ['']
  if (report.trouble !== null) lines.push(report.trouble[lang], ...lastOutput(report, lang))
  else if (report.crashes.length > 0) lines.push(`${words.crashes}: ${report.crashes.length}`)
  for (const part of report.parts) {
    lines.push(`${part.kind}: ${Math.round(part.score * 100)} % × ${part.weight}`)
  }
  lines.push(
    report.rubric === null
      ? words.error
      : `${report.points} ${words.of} ${report.maxPoints}${report.parts.length > 0 ? ` → ${report.score}` : ''} · ${words.rubric} ${report.rubric} · ${report.durationMs} ${words.took} · ${report.engine.name} ${report.engine.version}`,
  )
  return `${lines.join('\n')}\n`
}

/** What the submission printed last, where it says why nothing could be graded. */
function lastOutput({ checks }: GradeReport, lang: Lang): readonly string[] {
  const note = checks[0]?.evidence.find((evidence) => evidence.kind === 'note')
  if (note === undefined) return []
  return [
    `${note.title[lang]}:`,
    ...note.text
      .trimEnd()
      .split('\n')
      .map((line) => `    ${line}`),
  ]
}
