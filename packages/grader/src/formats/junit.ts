import type { CheckResult, GradeReport } from '../report.ts'
import type { Format, Lang } from './format.ts'
import { countOf, seconds } from './numbers.ts'
import { evidenceText, said, wordsOf } from './words.ts'
import { xmlAttribute, xmlText } from './xml-text.ts'

/**
 * One suite with a test case for each check; points are properties.
 *
 * Source: the attributes that Jenkins, GitLab and GitHub's readers share,
 * https://github.com/testmoapp/junitxml
 */
export const junit: Format = (report, { lang }) => [{ path: 'junit.xml', text: xml(report, lang) }]

function xml(report: GradeReport, lang: Lang): string {
  const counts = [
    `tests="${report.checks.length}"`,
    `failures="${countOf(report, 'fail')}"`,
    `errors="${countOf(report, 'error')}"`,
    'skipped="0"',
    `time="${seconds(report.durationMs).toFixed(3)}"`,
  ].join(' ')
  const name = `name="${xmlAttribute(report.assignment.id)}"`
  const totals = properties({
    points: report.points,
    'max-points': report.maxPoints,
    'pass-mark': report.passMark,
    score: report.score,
    rubric: report.rubric ?? 'none',
    verdict: report.verdict,
    submission: report.submission.name,
  })
  const cases = report.checks.map((check) => testCase(report, check, lang)).join('')
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<testsuites ${name} ${counts}>\n` +
    `<testsuite ${name} ${counts} timestamp="${xmlAttribute(report.startedAt)}">\n` +
    `${totals}${cases}</testsuite>\n</testsuites>\n`
  )
}

function testCase(report: GradeReport, check: CheckResult, lang: Lang): string {
  const about = [
    `name="${xmlAttribute(check.id)}"`,
    `classname="${xmlAttribute(report.assignment.id)}"`,
    `time="${seconds(check.durationMs).toFixed(3)}"`,
  ].join(' ')
  const points = properties({ points: check.points, 'max-points': check.maxPoints })
  return `<testcase ${about}>\n${points}${outcome(check, lang)}</testcase>\n`
}

function outcome(check: CheckResult, lang: Lang): string {
  if (check.verdict === 'pass') return ''
  const element = check.verdict === 'fail' ? 'failure' : 'error'
  const words = wordsOf(lang)
  const details = [
    `${words.expected}: ${said(check.expected, lang)}`,
    `${words.got}: ${said(check.got, lang)}`,
    ...check.evidence.map((one) => `\n${evidenceText(one, lang)}`),
  ].join('\n')
  const message = xmlAttribute(said(check.sentence, lang))
  return `<${element} type="${xmlAttribute(check.id)}" message="${message}">${xmlText(details)}</${element}>\n`
}

function properties(values: Readonly<Record<string, string | number>>): string {
  const rows = Object.entries(values).map(
    ([name, value]) =>
      `<property name="${xmlAttribute(name)}" value="${xmlAttribute(String(value))}"/>\n`,
  )
  return `<properties>\n${rows.join('')}</properties>\n`
}
