/**
 * Where each score stands between the lowest (0) and the highest (1); in the middle when all are
 * the same. Infinite scores stand at the ends.
 */
export function scorePositions(scores: readonly string[]): readonly number[] {
  const values = scores.map(scoreOf)
  const finite = values.filter(Number.isFinite)
  const low = Math.min(...finite)
  const high = Math.max(...finite)
  return values.map((value) => {
    if (value === Infinity) return 1
    if (value === -Infinity) return 0
    return high > low ? (value - low) / (high - low) : 0.5
  })
}

function scoreOf(text: string): number {
  if (/^\+?inf$/i.test(text)) return Infinity
  return /^-inf$/i.test(text) ? -Infinity : Number(text)
}
