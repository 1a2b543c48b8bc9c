/** How long a race is shown, in milliseconds: not too short for an eye, not too long to wait. */
const SHORTEST_MS = 3_500
const LONGEST_MS = 8_000

/** How fast a race is shown again: 1 as it was, above in time lapse, below in slow motion. */
export function paceOf(raceMs: number): number {
  if (raceMs <= 0) return 1
  return raceMs / Math.min(LONGEST_MS, Math.max(SHORTEST_MS, raceMs))
}
