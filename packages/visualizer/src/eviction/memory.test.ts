import { describe, expect, it } from 'vitest'
import { EvictionPool } from './eviction-pool.ts'
import { EvictingMemory } from './memory.ts'
import { DEFAULT_SETTINGS, type PolicyName } from './policy.ts'
import { seededRandom } from './random.ts'

function memory(policy: PolicyName, capacity: number, choice: 'exact' | 'sampled' = 'exact') {
  return new EvictingMemory({
    capacity,
    settings: { ...DEFAULT_SETTINGS, policy },
    choice,
    random: seededRandom(1),
  })
}

const keysOf = (of: EvictingMemory): readonly number[] =>
  [...of.entries.keys()].sort((a, b) => a - b)

describe('the eviction pool', () => {
  it('keeps the sixteen best of all that were offered, and gives the best one', () => {
    const pool = new EvictionPool()
    for (let key = 0; key < 40; key += 1) pool.offer({ key, score: (key * 17) % 40 })
    expect(pool.size).toBe(16)
    const scores = Array.from({ length: 16 }, () => ((pool.takeBest() ?? 0) * 17) % 40)
    expect(scores).toEqual(Array.from({ length: 16 }, (_, index) => 39 - index))
    expect(pool.takeBest()).toBeUndefined()
  })
})

describe('a memory that has an end', () => {
  it('throws out before the next command, not with the one that filled it', () => {
    const full = memory('allkeys-lru', 2)
    for (const key of [0, 1, 2]) full.insert(key, key * 1_000)
    expect(keysOf(full)).toEqual([0, 1, 2])
    full.touch(2, 3_000)
    expect(keysOf(full)).toEqual([1, 2])
  })

  it('lets a read key live', () => {
    const full = memory('allkeys-lru', 2)
    full.insert(0, 0)
    full.insert(1, 1_000)
    full.touch(0, 2_000)
    full.insert(2, 3_000)
    full.touch(2, 4_000)
    expect(keysOf(full)).toEqual([0, 2])
  })

  it('refuses writes and serves reads with noeviction', () => {
    const full = memory('noeviction', 1)
    expect([full.insert(0, 0), full.insert(1, 0), full.insert(2, 0)]).toEqual([true, true, false])
    expect(full.touch(0, 0)).toBe(true)
  })

  it.each(['volatile-lru', 'volatile-lfu', 'volatile-random', 'volatile-ttl'] as const)(
    'throws out nothing without a TTL with %s',
    (policy) => {
      const full = memory(policy, 3, 'sampled')
      for (const key of [0, 1, 2, 3]) full.insert(key, 0)
      expect(full.insert(4, 0)).toBe(false)
      const mixed = memory(policy, 3, 'sampled')
      for (const key of [0, 1, 2]) mixed.insert(key, 0)
      mixed.expire(1, 0, 60_000)
      mixed.insert(3, 0)
      mixed.touch(3, 0)
      expect(keysOf(mixed)).toEqual([0, 2, 3])
    },
  )

  it('throws out what would expire first with volatile-ttl', () => {
    const full = memory('volatile-ttl', 3, 'sampled')
    for (const [key, ttl] of [
      [0, 900],
      [1, 30],
      [2, 400],
    ] as const) {
      full.insert(key, 0)
      full.expire(key, 0, ttl * 1_000)
    }
    full.insert(3, 0)
    full.touch(3, 0)
    expect(keysOf(full)).toEqual([0, 2, 3])
  })

  it('throws out what was used least with allkeys-lfu, however lately', () => {
    const full = memory('allkeys-lfu', 2)
    full.insert(0, 0)
    for (let use = 0; use < 200; use += 1) full.touch(0, 1_000)
    full.insert(1, 2_000)
    full.touch(1, 2_000)
    full.insert(2, 3_000)
    full.touch(0, 3_000)
    expect(full.entries.has(0)).toBe(true)
  })
})
