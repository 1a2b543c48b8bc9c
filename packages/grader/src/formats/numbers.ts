import type { CheckResult, GradeReport, Verdict } from '../report.ts'

export function countOf(report: GradeReport, verdict: Verdict): number {
  return report.checks.filter((check) => check.verdict === verdict).length
}

/** Seconds with milliseconds, as XML reports and Gradescope have it. */
export function seconds(ms: number): number {
  return Math.round(ms) / 1_000
}

/** Without a grade no number may pass for one. */
export function isGraded({ verdict }: GradeReport): boolean {
  return verdict !== 'error'
}

export function failedChecks(report: GradeReport): readonly CheckResult[] {
  return report.checks.filter(({ verdict }) => verdict !== 'pass')
}
