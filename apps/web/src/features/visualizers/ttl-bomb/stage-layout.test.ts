import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellHeight, layOut, MOST_DRAWN } from './stage-layout.ts'
import { countText } from './draw-bomb.ts'

describe('layOut', () => {
  it('keeps up to 200 bombs inside the stage, none over another', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 300, max: 1_400 }),
        (count, width) => {
          const height = 304
          const cells = layOut(count, width, height)
          expect(cells).toHaveLength(count)
          for (const { x, y, size } of cells) {
            expect(x - size / 2).toBeGreaterThanOrEqual(0)
            expect(x + size / 2).toBeLessThanOrEqual(width)
            expect(y - size / 2).toBeGreaterThanOrEqual(0)
            expect(y - size / 2 + cellHeight(size)).toBeLessThanOrEqual(height)
          }
          const places = new Set(cells.map(({ x, y }) => `${x} ${y}`))
          expect(places.size).toBe(count)
        },
      ),
    )
  })

  it('draws no more than can be told apart', () => {
    expect(layOut(5_000, 800, 304)).toHaveLength(MOST_DRAWN)
    expect(layOut(3, 0, 0)).toEqual([])
  })
})

describe('countText', () => {
  it.each([
    [0, '0.0'],
    [99, '0.0'],
    [9_999, '9.9'],
    [10_000, '10'],
    [599_999, '599'],
    [600_000, '10m'],
    [36_000_000, '10h'],
    [864_000_000, '10d'],
  ])('%i ms is %s', (ms, text) => {
    expect(countText(ms)).toBe(text)
  })
})
