import { createHash } from 'node:crypto'

/** Random values that a seed decides, so that a run can be repeated value by value. */
export interface SeededRandom {
  /** An integer, both ends included. */
  int(from: number, to: number): number
  /** A score with two decimals that no other call of this run gives. */
  score(from: number, to: number): number
  /** A short word that no other call of this run gives. */
  word(prefix: string): string
  /** The values of one check: the same whatever ran before it. */
  fork(name: string): SeededRandom
}

export function seededRandom(seed: string): SeededRandom {
  let counter = 0
  let pool = Buffer.alloc(0)
  const bytes = (count: number): Buffer => {
    while (pool.length < count) {
      pool = Buffer.concat([pool, createHash('sha256').update(`${seed}:${counter++}`).digest()])
    }
    const taken = pool.subarray(0, count)
    pool = pool.subarray(count)
    return taken
  }
  const int = (from: number, to: number): number =>
    from + (bytes(4).readUInt32BE() % (to - from + 1))
  const used = new Set<number | string>()
  const fresh = <Value extends number | string>(make: () => Value): Value => {
    for (;;) {
      const value = make()
      if (used.has(value)) continue
      used.add(value)
      return value
    }
  }
  return {
    int,
    score: (from, to) => fresh(() => int(from * 100, to * 100) / 100),
    word: (prefix) => fresh(() => `${prefix}-${bytes(4).toString('hex')}`),
    fork: (name) => seededRandom(`${seed}/${name}`),
  }
}
