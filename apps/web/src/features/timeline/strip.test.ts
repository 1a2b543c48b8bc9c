import { describe, expect, it } from 'vitest'
import { layOut } from './strip.ts'

describe('the strip', () => {
  it('has room for now behind the last step, and finds back what is where', () => {
    const strip = layOut({ width: 400, begin: 0, last: 12, shown: 13 })
    expect([strip.first, strip.last]).toEqual([0, 12])
    for (let step = 0; step <= 13; step++) expect(strip.stepAt(strip.xOf(step))).toBe(step)
    expect(strip.stepAt(399)).toBe(13)
    expect(strip.stepAt(-50)).toBe(0)
  })

  it.each([1, 30, 49, 51, 200, 5_000])(
    'keeps %i steps inside, and the one that is looked at',
    (last) => {
      for (const shown of [0, 1, Math.floor(last / 2), last, last + 1]) {
        const strip = layOut({ width: 400, begin: 0, last, shown })
        expect(strip.first).toBeLessThanOrEqual(shown)
        expect(strip.xOf(strip.last)).toBeLessThanOrEqual(400)
        expect(strip.xOf(shown)).toBeGreaterThanOrEqual(0)
        expect(strip.xOf(shown)).toBeLessThanOrEqual(400)
      }
    },
  )

  it('shows the end while one looks at now', () => {
    const strip = layOut({ width: 200, begin: 0, last: 500, shown: 501 })
    expect(strip.last).toBe(500)
    expect(strip.stepAt(200)).toBe(501)
  })
})
