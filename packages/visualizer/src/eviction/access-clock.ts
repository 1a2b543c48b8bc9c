import type { Random } from './random.ts'

/** The access time of a key has 24 bits in seconds; it starts again after 194 days. */
const LRU_TOP = 2 ** 24 - 1
const MINUTES_TOP = 2 ** 16 - 1
const COUNTER_TOP = 255

/** A new key starts here, so that it lives long enough to be used. */
export const LFU_START = 5

/** The LRU clock at a moment in milliseconds since 1970. */
export function lruClock(ms: number): number {
  return Math.floor(ms / 1_000) & LRU_TOP
}

/** Seconds since a key was used, by the 24-bit clock. */
export function idleSeconds(now: number, usedAt: number): number {
  return now >= usedAt ? now - usedAt : now + (LRU_TOP - usedAt)
}

/** The LFU clock at a moment in milliseconds since 1970: 16 bits of minutes. */
export function lfuMinutes(ms: number): number {
  return Math.floor(ms / 60_000) & MINUTES_TOP
}

/** How often a key was used, in 8 bits, and when that was last written down. */
export interface Frequency {
  readonly counter: number
  readonly minutes: number
}

/** The counter as it is now: it lost one for every `decayTime` minutes that passed. */
export function decayed({ counter, minutes }: Frequency, now: number, decayTime: number): number {
  if (decayTime === 0) return counter
  const passed = now >= minutes ? now - minutes : MINUTES_TOP - minutes + now
  return Math.max(0, counter - Math.floor(passed / decayTime))
}

/** One use more: the higher the counter already is, the less likely that it grows. */
export function incremented(counter: number, logFactor: number, random: Random): number {
  if (counter >= COUNTER_TOP) return COUNTER_TOP
  const above = Math.max(0, counter - LFU_START)
  return random() < 1 / (above * logFactor + 1) ? counter + 1 : counter
}
