import { describe, expect, it } from 'vitest'
import {
  decayed,
  idleSeconds,
  incremented,
  LFU_START,
  lfuMinutes,
  lruClock,
} from './access-clock.ts'
import { seededRandom } from './random.ts'

describe('the LRU clock', () => {
  it('counts seconds in 24 bits and starts again', () => {
    expect(lruClock(1_999)).toBe(1)
    expect(lruClock(2 ** 24 * 1_000)).toBe(0)
    expect(idleSeconds(10, 4)).toBe(6)
    expect(idleSeconds(3, 2 ** 24 - 5)).toBe(7)
  })
})

describe('the LFU counter', () => {
  function after(hits: number, logFactor: number, seed = 1): number {
    const random = seededRandom(seed)
    let counter = LFU_START
    for (let hit = 0; hit < hits; hit += 1) counter = incremented(counter, logFactor, random)
    return counter
  }

  // The table in redis.conf. It is one run of redis-benchmark, so chance is in it; here it is evened out.
  it.each([
    [0, 100, 104],
    [1, 100, 18],
    [1, 1_000, 49],
    [10, 100, 10],
    [10, 1_000, 18],
    [10, 100_000, 142],
    [100, 1_000, 11],
    [100, 100_000, 49],
  ])('with lfu-log-factor %i after %i hits is about %i', (factor, hits, expected) => {
    const seeds = Array.from({ length: 20 }, (_, seed) => seed)
    const mean = seeds.reduce((sum, seed) => sum + after(hits, factor, seed), 0) / seeds.length
    expect(Math.abs(mean - expected)).toBeLessThanOrEqual(Math.max(2, expected * 0.1))
  })

  it('ends at 255', () => {
    expect(after(2_000, 0)).toBe(255)
  })

  it('loses one for each lfu-decay-time that passed, never below zero; 0 means never', () => {
    expect(lfuMinutes(61_000)).toBe(1)
    expect(decayed({ counter: 10, minutes: 5 }, 8, 1)).toBe(7)
    expect(decayed({ counter: 10, minutes: 5 }, 8, 2)).toBe(9)
    expect(decayed({ counter: 2, minutes: 5 }, 50, 1)).toBe(0)
    expect(decayed({ counter: 10, minutes: 5 }, 500, 0)).toBe(10)
    expect(decayed({ counter: 10, minutes: 2 ** 16 - 3 }, 1, 1)).toBe(7)
  })
})
