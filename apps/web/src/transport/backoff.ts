const FIRST_MS = 250
const LONGEST_MS = 8_000

/**
 * How long to wait before attempt number `attempt` (from 0): doubling, at most 8 s, half of it at
 * random so that many browsers do not come back in the same moment. `random` is within [0, 1).
 */
export function backoffMs(attempt: number, random: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 16))
  return Math.round(full / 2 + (full / 2) * random)
}
