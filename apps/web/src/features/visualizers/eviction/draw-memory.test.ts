import { describe, expect, it } from 'vitest'
import { cellsIn } from './draw-memory.ts'

describe('the cells of a memory', () => {
  it.each([
    [300, 270, 220],
    [480, 190, 220],
    [60, 320, 160],
    [900, 150, 160],
  ])('holds %i keys in %i by %i pixels', (count, width, height) => {
    const { size, columns } = cellsIn(count, width, height)
    expect(columns * size).toBeLessThanOrEqual(width)
    expect(Math.ceil(count / columns) * size).toBeLessThanOrEqual(height)
  })
})
