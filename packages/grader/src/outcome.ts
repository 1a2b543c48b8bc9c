import type { CheckResult, GradeReport, Text } from './report.ts'

/** What a grading found out. */
export interface Outcome {
  readonly checks: readonly CheckResult[]
  readonly crashes: GradeReport['crashes']
  readonly trouble: Text | null
  /** The grading itself did not work. */
  readonly broken: boolean
  readonly engine: GradeReport['engine']
}
