import type { Assignment } from './assignment.ts'
import type { Outcome } from './outcome.ts'
import type { GradeOptions } from './grade-options.ts'
import type { GradeReport, Verdict } from './report.ts'
import { PASS_MARK, rubricOf, scoreOf } from './rubric.ts'

export interface ReportInput extends Outcome {
  readonly options: GradeOptions
  readonly assignment: Assignment
  readonly seed: string
  readonly startedAt: Date
  /** When the grading began, in milliseconds of `performance.now()`. */
  readonly clock: number
}

const EXIT_CODES = { pass: 0, fail: 1, error: 3 } as const

export function buildReport(input: ReportInput): GradeReport {
  const { options, assignment, seed, startedAt, clock, checks, crashes, trouble, engine } = input
  const parts = [...(options.parts ?? [])]
  const { points, maxPoints, score } = scoreOf(checks, parts)
  const isBroken = input.broken || checks.some((check) => check.verdict === 'error')
  const verdict: Verdict = isBroken ? 'error' : score >= PASS_MARK ? 'pass' : 'fail'
  const durationMs = Math.round(performance.now() - clock)
  const { name, kind, command } = options.submission
  return {
    schema: 'keyspace/grade-report/v1',
    assignment: { id: assignment.id, title: assignment.title },
    submission: { name, kind, command },
    startedAt: startedAt.toISOString(),
    endedAt: new Date(startedAt.getTime() + durationMs).toISOString(),
    durationMs,
    engine,
    seed,
    points,
    maxPoints,
    passMark: PASS_MARK,
    score,
    rubric: isBroken ? null : rubricOf(score),
    verdict,
    exitCode: EXIT_CODES[verdict],
    trouble,
    checks: [...checks],
    crashes: [...crashes],
    parts,
  }
}
