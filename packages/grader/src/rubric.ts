import type { CheckResult, Part, Rubric } from './report.ts'

/** Of 100. */
export const PASS_MARK = 70

/** S 90–100, A 80–89, B 70–79, C below. */
export function rubricOf(score: number): Rubric {
  if (score >= 90) return 'S'
  if (score >= 80) return 'A'
  return score >= PASS_MARK ? 'B' : 'C'
}

export interface Score {
  readonly points: number
  readonly maxPoints: number
  /** 0 to 100 with one decimal: what the checks give, and what the parts give by their weights. */
  readonly score: number
}

export function scoreOf(checks: readonly CheckResult[], parts: readonly Part[]): Score {
  const points = checks.reduce((sum, check) => sum + check.points, 0)
  const maxPoints = checks.reduce((sum, check) => sum + check.maxPoints, 0)
  const weights = parts.reduce((sum, { weight }) => sum + weight, 0)
  const behaviour = maxPoints === 0 ? 0 : points / maxPoints
  const fromParts = parts.reduce((sum, { weight, score }) => sum + weight * score, 0)
  const share = behaviour * Math.max(0, 1 - weights) + fromParts
  return { points, maxPoints, score: Math.round(Math.min(1, share) * 1_000) / 10 }
}
