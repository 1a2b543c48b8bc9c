import type { CheckResult } from '../report.ts'
import { jsonFile, type Format, type Lang } from './format.ts'
import { isGraded, seconds } from './numbers.ts'
import { evidenceText, said, wordsOf } from './words.ts'

/**
 * `results.json`, to be put into /autograder/results. After our own trouble it has no score at all:
 * Gradescope then says that the autograder failed, and nobody gets a zero.
 *
 * Source: https://gradescope-autograders.readthedocs.io/en/latest/specs/
 */
export const gradescope: Format = (report, { lang }) => {
  const words = wordsOf(lang)
  const graded = isGraded(report)
  const output = graded
    ? `${words.score(report.score, report.rubric ?? '')}. ${words.passMark(report.passMark)}`
    : words.noGrade
  const trouble = report.trouble === null ? '' : `\n${said(report.trouble, lang)}`
  return [
    jsonFile('results.json', {
      ...(graded ? { score: report.score } : {}),
      output: `${output}${trouble}`,
      execution_time: seconds(report.durationMs),
      visibility: 'visible',
      stdout_visibility: 'hidden',
      tests: report.checks.map((check) => test(check, lang)),
    }),
  ]
}

function test(check: CheckResult, lang: Lang): Record<string, unknown> {
  const grade =
    check.verdict === 'error'
      ? {}
      : {
          score: check.points,
          max_score: check.maxPoints,
          status: check.verdict === 'pass' ? 'passed' : 'failed',
        }
  return {
    name: `${check.id}: ${said(check.title, lang)}`,
    ...grade,
    output: [
      said(check.sentence, lang),
      ...check.remarks.map((remark) => said(remark, lang)),
      ...(check.verdict === 'pass' ? [] : check.evidence.map((one) => evidenceText(one, lang))),
    ].join('\n\n'),
    visibility: 'visible',
  }
}
