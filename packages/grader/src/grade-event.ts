import type { CheckResult, GradeReport, Text } from './report.ts'

/** How far a grading has come; the last one is always `finished`. */
export type GradeEvent =
  | {
      readonly kind: 'starting'
      readonly checks: readonly { readonly id: string; readonly title: Text }[]
    }
  /** The submission answers, so many milliseconds after its start. */
  | { readonly kind: 'listening'; readonly ms: number }
  | { readonly kind: 'check-started'; readonly id: string }
  | { readonly kind: 'check-finished'; readonly check: CheckResult }
  | { readonly kind: 'finished'; readonly report: GradeReport }
