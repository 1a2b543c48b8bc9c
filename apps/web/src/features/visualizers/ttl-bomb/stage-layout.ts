/** Where a bomb stands: the middle of its cell and the cell's width, in CSS pixels. */
export interface Cell {
  readonly x: number
  readonly y: number
  readonly size: number
}

/** More than these are not drawn: each would be smaller than a finger and than a glance. */
export const MOST_DRAWN = 240
const BIGGEST = 208
const SMALLEST = 14

/**
 * The biggest cells in which `count` bombs fit into the stage, rows filled from the left and the
 * whole in the middle. A cell is a little higher than wide when its name is under it.
 */
export function layOut(count: number, width: number, height: number): readonly Cell[] {
  const shown = Math.min(count, MOST_DRAWN)
  if (shown === 0 || width <= 0 || height <= 0) return []
  let size = BIGGEST
  while (size > SMALLEST && !fits(shown, size, width, height)) size -= 2
  const columns = Math.max(1, Math.min(shown, Math.floor(width / size)))
  const rows = Math.ceil(shown / columns)
  const rowHeight = cellHeight(size)
  const left = (width - columns * size) / 2
  const top = (height - rows * rowHeight) / 2
  return Array.from({ length: shown }, (_, index) => ({
    x: left + ((index % columns) + 0.5) * size,
    y: top + Math.floor(index / columns) * rowHeight + size / 2,
    size,
  }))
}

/** Names are readable from this width on. */
export function hasName(size: number): boolean {
  return size >= 84
}

export function cellHeight(size: number): number {
  return hasName(size) ? size + 22 : size
}

function fits(count: number, size: number, width: number, height: number): boolean {
  const columns = Math.floor(width / size)
  return columns > 0 && Math.ceil(count / columns) * cellHeight(size) <= height
}
