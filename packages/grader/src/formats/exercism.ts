import type { CheckResult, GradeReport } from '../report.ts'
import { jsonFile, type Format, type Lang } from './format.ts'
import { evidenceText, said, wordsOf } from './words.ts'

const MAX_OUTPUT = 500
const MAX_MESSAGE = 65_535

/**
 * Version 3 of the test runners' interface. The file is called `results.json` there; here it has a
 * folder of its own, because Gradescope's has the same name.
 *
 * Source: https://exercism.org/docs/building/tooling/test-runners/interface
 */
export const exercism: Format = (report, { lang }) => [
  jsonFile('exercism/results.json', { version: 3, ...outcome(report, lang) }),
]

function outcome(report: GradeReport, lang: Lang): Record<string, unknown> {
  if (report.verdict === 'error')
    return { status: 'error', message: trouble(report, lang), tests: [] }
  const isWhole = report.checks.every(({ verdict }) => verdict === 'pass')
  return {
    status: isWhole ? 'pass' : 'fail',
    message: null,
    tests: report.checks.map((check) => test(check, lang)),
  }
}

function trouble(report: GradeReport, lang: Lang): string {
  const reason = report.trouble === null ? '' : ` ${said(report.trouble, lang)}`
  return `${wordsOf(lang).noGrade}${reason}`.slice(0, MAX_MESSAGE)
}

function test(check: CheckResult, lang: Lang): Record<string, unknown> {
  const isPass = check.verdict === 'pass'
  return {
    name: said(check.title, lang),
    status: check.verdict,
    message: isPass ? null : said(check.sentence, lang).slice(0, MAX_MESSAGE),
    output: isPass ? null : output(check, lang),
    test_code: said(check.expected, lang),
    task_id: check.task,
  }
}

function output(check: CheckResult, lang: Lang): string | null {
  const all = check.evidence.map((one) => evidenceText(one, lang)).join('\n')
  if (all === '') return null
  return all.length <= MAX_OUTPUT ? all : `${all.slice(0, MAX_OUTPUT - 1)}…`
}
