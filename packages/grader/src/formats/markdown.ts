import type { CheckResult, Crash, GradeReport, Part } from '../report.ts'
import type { Format, Lang } from './format.ts'
import { codeBlock, inline } from './markdown-text.ts'
import { failedChecks, isGraded } from './numbers.ts'
import { evidenceText, said, wordsOf } from './words.ts'

/** For people: the grade, a table, and for each check that failed what came instead and why. */
export const markdown: Format = (report, { lang }) => [
  { path: 'report.md', text: markdownReport(report, lang) },
]

/** Cut to so many bytes between two of its parts, with a sentence that says so. */
export function markdownReport(
  report: GradeReport,
  lang: Lang,
  maxBytes = Number.POSITIVE_INFINITY,
): string {
  const parts = [
    `# ${inline(said(report.assignment.title, lang))}: ${inline(report.submission.name)}`,
    grade(report, lang),
    table(report, lang),
    ...(report.parts.length > 0
      ? [report.parts.map((part) => partLine(part, lang)).join('\n')]
      : []),
    ...readAgain(report, lang),
    ...failedChecks(report).map((check) => details(check, lang)),
    ...crashes(report.crashes, lang),
  ]
  return `${fitting(parts, maxBytes, wordsOf(lang).cut).join('\n\n')}\n`
}

function fitting(parts: readonly string[], maxBytes: number, cut: string): readonly string[] {
  const kept: string[] = []
  let bytes = Buffer.byteLength(cut) + 2
  for (const part of parts) {
    bytes += Buffer.byteLength(part) + 2
    if (bytes > maxBytes) return [...kept, cut]
    kept.push(part)
  }
  return kept
}

function grade(report: GradeReport, lang: Lang): string {
  const words = wordsOf(lang)
  const trouble = report.trouble === null ? [] : [inline(said(report.trouble, lang))]
  if (!isGraded(report)) return [`**${words.noGrade}**`, ...trouble].join('\n\n')
  const line = `**${words.score(report.score, report.rubric ?? '')}.** ${words.passMark(report.passMark)}`
  return [line, ...trouble].join('\n\n')
}

function table({ checks }: GradeReport, lang: Lang): string {
  const words = wordsOf(lang)
  const rows = checks.map(({ id, title, verdict, points, maxPoints }) => {
    const mark = verdict === 'pass' ? words.verdicts.pass : `**${words.verdicts[verdict]}**`
    const earned = verdict === 'error' ? '–' : String(points)
    return `| \`${id}\` ${inline(said(title, lang))} | ${mark} | ${earned} / ${maxPoints} |`
  })
  return [`| ${words.columns.join(' | ')} |`, '| --- | --- | ---: |', ...rows].join('\n')
}

function partLine(part: Part, lang: Lang): string {
  const percent = `${Math.round(part.score * 100)} %`
  return `- ${wordsOf(lang).parts[part.kind]}: ${partFacts(part)} (${percent})`
}

function partFacts(part: Part): string {
  if (part.kind === 'tests') return `${part.passed} / ${part.passed + part.failed}`
  if (part.kind === 'coverage') return `${part.coveredLines} / ${part.lines}`
  return `${part.errors} + ${part.warnings}`
}

/** Each section once, however many checks point to it. */
function readAgain(report: GradeReport, lang: Lang): readonly string[] {
  const links = new Map(
    report.checks.flatMap(({ remediation }) =>
      remediation === null
        ? []
        : [
            [
              `${remediation.lesson}#${remediation.section}`,
              inline(said(remediation.title, lang)),
            ] as const,
          ],
    ),
  )
  if (links.size === 0) return []
  const lines = [...links].map(([place, title]) => `- ${title} (\`/lessons/${place}\`)`)
  return [`## ${wordsOf(lang).readAgain}`, lines.join('\n')]
}

function details(check: CheckResult, lang: Lang): string {
  const words = wordsOf(lang)
  return [
    `## \`${check.id}\` ${inline(said(check.title, lang))}`,
    `- ${words.expected}: ${inline(said(check.expected, lang))}\n- ${words.got}: ${inline(said(check.got, lang))}`,
    ...check.remarks.map((remark) => `${words.remark}: ${inline(said(remark, lang))}`),
    ...check.evidence.map((one) => codeBlock(evidenceText(one, lang))),
  ].join('\n\n')
}

function crashes(list: readonly Crash[], lang: Lang): readonly string[] {
  if (list.length === 0) return []
  const words = wordsOf(lang)
  const entries = list.map(({ atMs, check, exitCode, signal, output }) => {
    const exit = signal ?? `exit ${exitCode ?? '?'}`
    const place = check === null ? '' : ` (\`${check}\`)`
    return `- ${words.crash(atMs, exit)}${place}\n\n${codeBlock(output)}`
  })
  return [`## ${words.crashes}`, ...entries]
}
