import type { CheckResult, GradeReport, Verdict } from '../report.ts'
import { jsonFile, type Format, type Lang } from './format.ts'
import { countOf } from './numbers.ts'
import { evidenceText, said } from './words.ts'

const STATUS: Readonly<Record<Verdict, 'passed' | 'failed' | 'other'>> = {
  pass: 'passed',
  fail: 'failed',
  error: 'other',
}

/** Common Test Report Format. Source: https://ctrf.io/docs/schema/overview */
export const ctrf: Format = (report, { lang }) => [
  jsonFile('ctrf-report.json', {
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    timestamp: report.endedAt,
    generatedBy: 'keyspace grade',
    results: {
      tool: { name: 'keyspace' },
      summary: summary(report),
      tests: report.checks.map((check) => test(report, check, lang)),
      extra: {
        assignment: report.assignment.id,
        submission: report.submission.name,
        points: report.points,
        maxPoints: report.maxPoints,
        score: report.score,
        rubric: report.rubric,
        verdict: report.verdict,
      },
    },
  }),
]

function summary(report: GradeReport): Record<string, number> {
  return {
    tests: report.checks.length,
    passed: countOf(report, 'pass'),
    failed: countOf(report, 'fail'),
    skipped: 0,
    pending: 0,
    other: countOf(report, 'error'),
    start: Date.parse(report.startedAt),
    stop: Date.parse(report.endedAt),
  }
}

function test(report: GradeReport, check: CheckResult, lang: Lang): Record<string, unknown> {
  const isPass = check.verdict === 'pass'
  return {
    name: check.id,
    status: STATUS[check.verdict],
    duration: Math.round(check.durationMs),
    suite: [report.assignment.id],
    ...(isPass ? {} : { message: said(check.sentence, lang), trace: trace(check, lang) }),
    extra: { title: said(check.title, lang), points: check.points, maxPoints: check.maxPoints },
  }
}

function trace(check: CheckResult, lang: Lang): string {
  return check.evidence.map((one) => evidenceText(one, lang)).join('\n\n')
}
