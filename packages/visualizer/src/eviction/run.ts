import { EvictingMemory, type Choice } from './memory.ts'
import type { EvictionSettings } from './policy.ts'
import { seededRandom } from './random.ts'
import { ttlSeconds, type Trace } from './trace.ts'

/** One key after a batch. */
export interface KeyState {
  readonly isHere: boolean
  /** The batch in which it was last used; -1 when it never was written. */
  readonly usedIn: number
}

/** How it looks after a batch, and what was counted so far. */
export interface Tick {
  readonly keys: readonly KeyState[]
  readonly hits: number
  readonly lookups: number
  readonly evicted: number
  /** Writes that were answered with OOM. */
  readonly refused: number
}

export interface RunOptions {
  readonly settings: EvictionSettings
  readonly choice: Choice
  readonly seed: number
  /** When each batch ran, in milliseconds since 1970; a second apart unless given. */
  readonly times?: readonly number[]
}

/** Runs the trace in the model; one tick for each batch. */
export function runTrace(
  trace: Trace,
  { settings, choice, seed, times }: RunOptions,
): readonly Tick[] {
  const { capacity, universe, batches } = trace
  const memory = new EvictingMemory({ capacity, settings, choice, random: seededRandom(seed) })
  const usedIn = new Array<number>(universe).fill(-1)
  let hits = 0
  let lookups = 0
  let refused = 0

  return batches.map(({ writes, lookups: asked }, batch) => {
    const now = times?.[batch] ?? batch * 1_000
    const write = (key: number): void => {
      if (!memory.insert(key, now)) {
        refused += 1
        return
      }
      usedIn[key] = batch
      const ttl = ttlSeconds(key)
      if (ttl !== null) memory.expire(key, now, ttl * 1_000)
    }
    // As over the wire: all are asked for in one piece, then those that were missing are written.
    const missing = new Set<number>()
    for (const key of asked) {
      lookups += 1
      if (memory.touch(key, now)) {
        hits += 1
        usedIn[key] = batch
      } else missing.add(key)
    }
    for (const key of [...writes, ...missing]) write(key)
    const keys = usedIn.map((at, key) => ({ isHere: memory.entries.has(key), usedIn: at }))
    return { keys, hits, lookups, evicted: memory.evicted, refused }
  })
}
