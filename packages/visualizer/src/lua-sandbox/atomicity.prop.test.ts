import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeAtomicity, type Interval } from './atomicity.ts'

/** A command as a server meets it: when it came, how long it ran, what its ways there and back took. */
const arrival = fc.record({
  came: fc.double({ min: 0, max: 200, noNaN: true }),
  ran: fc.double({ min: 0.001, max: 3, noNaN: true }),
  there: fc.double({ min: 0, max: 5, noNaN: true }),
  back: fc.double({ min: 0, max: 5, noNaN: true }),
})
type Arrival = typeof arrival extends fc.Arbitrary<infer T> ? T : never

/** One command after the other, in the order in which they reach the server. */
function serve(arrivals: readonly Arrival[]): Map<Arrival, Interval> {
  const order = arrivals.toSorted((a, b) => a.came + a.there - (b.came + b.there))
  let free = 0
  return new Map(
    order.map((each) => {
      free = Math.max(free, each.came + each.there) + each.ran
      return [each, { startMs: each.came, endMs: free + each.back }]
    }),
  )
}

describe('the judge of atomicity', () => {
  it('never says that somebody got in where each command ran alone', () => {
    fc.assert(
      fc.property(
        fc.array(arrival, { maxLength: 40 }),
        fc.double({ min: 1, max: 80, noNaN: true }),
        (others, execMs) => {
          const script = { came: 50, ran: execMs, there: 1, back: 1 }
          const served = serve([...others, script])
          const run = served.get(script)
          if (run === undefined) throw new Error('not served')
          const intervals = others.map((each) => served.get(each) ?? run)
          const verdict = judgeAtomicity(run, execMs, intervals)
          expect(verdict.gotIn).toBe(0)
          expect(verdict.before + verdict.waited + verdict.after).toBe(others.length)
        },
      ),
    )
  })

  it('says so where a server answers in the middle of a script', () => {
    const inside = { startMs: 30, endMs: 31 }
    expect(judgeAtomicity({ startMs: 0, endMs: 61 }, 60, [inside])).toMatchObject({
      gotIn: 1,
      waited: 0,
    })
  })

  it('counts who was turned away with BUSY apart: Redis did not run it', () => {
    const inside = { startMs: 130, endMs: 131, isRefused: true }
    expect(judgeAtomicity({ startMs: 0, endMs: 301 }, 300, [inside])).toMatchObject({
      gotIn: 0,
      refused: 1,
    })
  })

  it('tells who waited, and for how long', () => {
    const script = { startMs: 10, endMs: 71 }
    const others = [
      { startMs: 1, endMs: 2 },
      { startMs: 10.2, endMs: 10.4 },
      { startMs: 20, endMs: 71.5 },
      { startMs: 40, endMs: 71.6 },
      { startMs: 72, endMs: 72.2 },
    ]
    expect(judgeAtomicity(script, 60, others)).toEqual({
      before: 2,
      waited: 2,
      after: 1,
      gotIn: 0,
      refused: 0,
      longestWaitMs: 51.5,
    })
  })
})
