import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resultsOf } from './measure.ts'
import { LANES, requestsOf, sentIn } from './model.ts'
import { simulatedRace } from './testing/simulated-race.ts'
import { vehicleAt } from './vehicle.ts'

const races = fc.record({
  count: fc.integer({ min: 1, max: 30 }),
  rttMs: fc.double({ min: 0, max: 200, noNaN: true }),
  commandMs: fc.double({ min: 0.01, max: 20, noNaN: true }),
  aheadMs: fc.integer({ min: -1e9, max: 1e9 }),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
})

describe('a race', () => {
  it('is always predicted exactly on a road of exact times', () => {
    fc.assert(
      fc.property(races, ({ count, ...road }) => {
        const results = resultsOf(simulatedRace({ count, addedMs: 0, work: 'incr' }, road))
        expect(results).toHaveLength(LANES.length)
        for (const { measuredMs, predictedMs, serverMs, lane, replies } of results) {
          expect(measuredMs).toBeCloseTo(predictedMs, 3)
          expect(serverMs).toBeLessThanOrEqual(measuredMs + 1e-3)
          expect(replies).toBe(sentIn(lane, count))
        }
      }),
    )
  })

  it('never leaves the road, and what is back stays back', () => {
    fc.assert(
      fc.property(races, ({ count, share, ...road }) => {
        const picture = simulatedRace({ count, addedMs: 0, work: 'incr' }, road)
        for (const lane of LANES) {
          const [first] = requestsOf(picture, lane)
          const end = (requestsOf(picture, lane).at(-1)?.repliedAt ?? 0) - (first?.sentAt ?? 0)
          const earlier = vehicleAt(picture, lane, end * share)
          const later = vehicleAt(picture, lane, end * share + 1)
          expect(earlier.place).toBeGreaterThanOrEqual(0)
          expect(earlier.place).toBeLessThanOrEqual(1)
          expect(later.replies).toBeGreaterThanOrEqual(earlier.replies)
          expect(vehicleAt(picture, lane, end + 1).heading).toBe('home')
        }
      }),
    )
  })
})
