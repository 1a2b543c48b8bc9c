import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DECILES, difference, keptByAge, meanByAge } from './ages.ts'
import { POLICIES, POLICY_NAMES } from './policy.ts'
import { runTrace } from './run.ts'
import { makeTrace, ttlSeconds, WORKLOADS } from './trace.ts'

const runs = fc.record({
  policy: fc.constantFrom(...POLICY_NAMES),
  workload: fc.constantFrom(...WORKLOADS),
  choice: fc.constantFrom('sampled' as const, 'exact' as const),
  capacity: fc.integer({ min: 20, max: 120 }),
  samples: fc.integer({ min: 1, max: 20 }),
  seed: fc.integer({ min: 0, max: 2 ** 31 }),
})

describe('a trace in the model', () => {
  it('is the same for the same seed, and never holds more than fits', () => {
    fc.assert(
      fc.property(runs, ({ policy, workload, choice, capacity, samples, seed }) => {
        const trace = makeTrace(workload, capacity, seed)
        const settings = { policy, samples, lfuLogFactor: 10, lfuDecayTime: 1 }
        const ticks = runTrace(trace, { settings, choice, seed })
        expect(runTrace(trace, { settings, choice, seed })).toEqual(ticks)
        for (const { keys, hits, lookups, evicted, refused } of ticks) {
          const here = keys.filter(({ isHere }) => isHere).length
          // One more is there until the next command comes.
          expect(here).toBeLessThanOrEqual(capacity + 1)
          expect(hits).toBeLessThanOrEqual(lookups)
          if (POLICIES[policy].from === 'all') expect(refused).toBe(0)
          if (policy === 'noeviction') expect(evicted).toBe(0)
          for (const share of keptByAge({ keys })) {
            expect(share).toBeGreaterThanOrEqual(0)
            expect(share).toBeLessThanOrEqual(1)
          }
        }
      }),
      { numRuns: 60 },
    )
  })

  it('never throws out a key without a TTL when the policy is a volatile one', () => {
    fc.assert(
      fc.property(runs, ({ policy, workload, capacity, samples, seed }) => {
        fc.pre(POLICIES[policy].from === 'volatile')
        const settings = { policy, samples, lfuLogFactor: 10, lfuDecayTime: 1 }
        const trace = makeTrace(workload, capacity, seed)
        const last = runTrace(trace, { settings, choice: 'sampled', seed }).at(-1)
        last?.keys.forEach(({ isHere, usedIn }, key) => {
          if (ttlSeconds(key) === null && usedIn >= 0) expect(isHere).toBe(true)
        })
      }),
      { numRuns: 60 },
    )
  })

  it('comes the nearer to the exact one, the more keys are looked at', () => {
    const trace = makeTrace('sequential', 300, 3)
    const ages = (choice: 'sampled' | 'exact', samples: number) => {
      const settings = {
        policy: 'allkeys-lru',
        samples,
        lfuLogFactor: 10,
        lfuDecayTime: 1,
      } as const
      const all = [1, 2, 3, 4, 5, 6].flatMap(
        (seed) => runTrace(trace, { settings, choice, seed }).at(-1) ?? [],
      )
      return meanByAge(all.map(keptByAge))
    }
    const exact = ages('exact', 1)
    const off = [1, 3, 10].map((samples) => difference(exact, ages('sampled', samples)).mean)
    expect(off).toEqual(off.toSorted((a, b) => b - a))
    expect(exact).toHaveLength(DECILES)
  })
})
