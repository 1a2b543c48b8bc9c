import { seededRandom, type Random } from './random.ts'

export const WORKLOADS = ['sequential', 'zipf', 'scan'] as const
export type Workload = (typeof WORKLOADS)[number]

/** What happens within one second: keys that are written first, then keys that are looked up. */
interface Batch {
  readonly writes: readonly number[]
  /** Looked up as a cache is: a key that is not there is written. */
  readonly lookups: readonly number[]
}

export interface Trace {
  readonly workload: Workload
  readonly capacity: number
  /** Keys that are there before the workload begins: 0 to `filled - 1`. */
  readonly filled: number
  /** Every key that the trace names is below this. */
  readonly universe: number
  readonly batches: readonly Batch[]
  /** How many of the batches only fill the memory. */
  readonly fillBatches: number
}

const FILL_BATCHES = 6
const WORK_BATCHES = 14
const FILLED_SHARE = 0.9
/** How steeply the popularity of keys falls. */
const ZIPF_EXPONENT = 1
/** The scan comes in this part of the work. */
const SCAN = { from: 5, to: 9 } as const

/**
 * Twenty seconds of a cache: it is filled to nine tenths, then it works. Seconds, because Redis's
 * LRU clock knows no less.
 * - `sequential`: ever new keys; once, at the start, the oldest fifth is read.
 * - `zipf`: few keys are asked for often, many rarely.
 * - `scan`: the same, and in the middle somebody walks through keys that nobody asks for again.
 */
export function makeTrace(workload: Workload, capacity: number, seed: number): Trace {
  const random = seededRandom(seed)
  const filled = Math.round(capacity * FILLED_SHARE)
  const fill = slices(range(0, filled), FILL_BATCHES).map((writes) => ({ writes, lookups: [] }))
  const work = WORK[workload](capacity, filled, random)
  const named = [...fill, ...work].flatMap(({ writes, lookups }) => [...writes, ...lookups])
  return {
    workload,
    capacity,
    filled,
    universe: named.reduce((most, key) => Math.max(most, key), 0) + 1,
    batches: [...fill, ...work],
    fillBatches: fill.length,
  }
}

type Work = (capacity: number, filled: number, random: Random) => readonly Batch[]

const WORK: Readonly<Record<Workload, Work>> = {
  sequential: (capacity, filled) => {
    const added = Math.round(capacity * 0.6)
    const news = slices(range(filled, filled + added), WORK_BATCHES - 1)
    const refreshed = range(0, Math.round(filled / 5))
    return [{ writes: [], lookups: refreshed }, ...news.map((writes) => ({ writes, lookups: [] }))]
  },
  zipf: (capacity, _filled, random) => {
    const next = zipf(capacity * 2, random)
    return times(WORK_BATCHES).map(() => ({
      writes: [],
      lookups: times(capacity / 5).map(next),
    }))
  },
  scan: (capacity, _filled, random) => {
    const next = zipf(capacity, random)
    const perBatch = Math.round(capacity / 5)
    let scanned = capacity
    return times(WORK_BATCHES).map((_, batch) => {
      const lookups = times(capacity / 5).map(next)
      if (batch < SCAN.from || batch >= SCAN.to) return { writes: [], lookups }
      scanned += perBatch
      return { writes: [], lookups: [...lookups, ...range(scanned - perBatch, scanned)] }
    })
  },
}

/** Keys below `count`, each as popular as its rank says; ranks are dealt at random. */
function zipf(count: number, random: Random): () => number {
  const ranked = range(0, count)
    .map((key) => ({ key, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ key }) => key)
  const sums: number[] = []
  let sum = 0
  for (let rank = 1; rank <= count; rank += 1) {
    sum += 1 / rank ** ZIPF_EXPONENT
    sums.push(sum)
  }
  return () => {
    const drawn = random() * sum
    const rank = sums.findIndex((below) => drawn < below)
    return ranked[rank] ?? 0
  }
}

function range(from: number, to: number): readonly number[] {
  return times(to - from).map((_, index) => from + index)
}

function times(count: number): readonly undefined[] {
  return Array.from({ length: Math.max(0, Math.round(count)) }, () => undefined)
}

function slices(keys: readonly number[], count: number): readonly (readonly number[])[] {
  const size = keys.length / count
  return times(count).map((_, at) => keys.slice(Math.round(at * size), Math.round((at + 1) * size)))
}

/** Every fifth key has no TTL; the others expire long after the trace, each at its own time. */
export function ttlSeconds(key: number): number | null {
  return key % 5 === 0 ? null : 1_000 + ((key * 7_919) % 9_000)
}

export function keyName(key: number): string {
  return `evict:${key}`
}
