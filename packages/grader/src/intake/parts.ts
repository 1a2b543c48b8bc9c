import type { Part } from '../report.ts'

/** Shares of the final score that the learner's own CI reports have; behaviour has the rest. */
export type PartWeights = Readonly<Record<Part['kind'], number>>

export const DEFAULT_WEIGHTS: PartWeights = { tests: 0.1, coverage: 0.1, style: 0.05 }

/** A report of the learner's CI that cannot be read; the message is for a person. */
export class UnreadableReport extends Error {
  override readonly name = 'UnreadableReport'
}

/** From this share of covered lines on, coverage has full score. */
const COVERAGE_GOAL = 0.8
const ERROR_COSTS = 0.1
const WARNING_COSTS = 0.02
const MOST_FAILURES = 10

export interface TestCounts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly failures: readonly string[]
}

/** Skipped tests count for nothing; no tests at all are no tests. */
export function testsPart({ passed, failed, skipped, failures }: TestCounts, weight: number): Part {
  const ran = passed + failed
  const score = ran === 0 ? 0 : passed / ran
  return {
    kind: 'tests',
    passed,
    failed,
    skipped,
    failures: failures.slice(0, MOST_FAILURES),
    weight,
    score,
  }
}

export function coveragePart(coveredLines: number, lines: number, weight: number): Part {
  const share = lines === 0 ? 0 : coveredLines / lines
  return {
    kind: 'coverage',
    coveredLines,
    lines,
    weight,
    score: Math.min(1, share / COVERAGE_GOAL),
  }
}

export function stylePart(errors: number, warnings: number, weight: number): Part {
  const score = Math.max(0, 1 - errors * ERROR_COSTS - warnings * WARNING_COSTS)
  return { kind: 'style', errors, warnings, weight, score }
}
