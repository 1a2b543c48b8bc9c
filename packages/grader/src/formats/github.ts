import type { GradeReport, Verdict } from '../report.ts'
import type { Format, Lang } from './format.ts'
import { markdownReport } from './markdown.ts'
import { failedChecks, isGraded, seconds } from './numbers.ts'
import { said, wordsOf } from './words.ts'
import { workflowCommand } from './workflow-command.ts'

/** GitHub refuses a step summary of more than 1 MiB. */
const MAX_SUMMARY_BYTES = 1_000_000
/** GitHub shows ten annotations of each kind for a step. */
const MAX_ANNOTATIONS = 10

/**
 * What a step says on GitHub Actions: a summary for GITHUB_STEP_SUMMARY, workflow commands to print,
 * and lines for GITHUB_OUTPUT, among them the result that Classroom's grading reporter reads.
 *
 * Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands,
 * https://github.com/classroom-resources/autograding-grading-reporter
 */
export const github: Format = (report, { lang }) => [
  { path: 'github/summary.md', text: markdownReport(report, lang, MAX_SUMMARY_BYTES) },
  { path: 'github/annotations.txt', text: annotations(report, lang) },
  { path: 'github/outputs.txt', text: outputs(report, lang) },
]

function annotations(report: GradeReport, lang: Lang): string {
  const failed = failedChecks(report)
  const shown = failed.length > MAX_ANNOTATIONS ? failed.slice(0, MAX_ANNOTATIONS - 1) : failed
  const lines = shown.map((check) =>
    workflowCommand('error', { title: check.id }, said(check.sentence, lang)),
  )
  const hidden = failed.length - shown.length
  const more =
    hidden > 0 ? [workflowCommand('error', { title: 'keyspace' }, wordsOf(lang).more(hidden))] : []
  return [...lines, ...more].map((line) => `${line}\n`).join('')
}

function outputs(report: GradeReport, lang: Lang): string {
  const graded = isGraded(report)
  const values: Readonly<Record<string, string>> = {
    verdict: report.verdict,
    score: graded ? String(report.score) : '',
    points: graded ? String(report.points) : '',
    'max-points': String(report.maxPoints),
    rubric: report.rubric ?? '',
    result: graded
      ? Buffer.from(JSON.stringify(classroomResult(report, lang))).toString('base64')
      : '',
  }
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')
}

function classroomResult(report: GradeReport, lang: Lang): Record<string, unknown> {
  return {
    version: 1,
    status: report.verdict,
    max_score: report.maxPoints,
    tests: report.checks.map(({ id, title, verdict, points, sentence, expected, durationMs }) => ({
      name: `${id}: ${said(title, lang)}`,
      status: verdict satisfies Verdict,
      score: points,
      message: said(sentence, lang),
      test_code: said(expected, lang),
      filename: '',
      line_no: 0,
      duration: seconds(durationMs),
    })),
  }
}
