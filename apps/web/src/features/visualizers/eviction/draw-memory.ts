import type { KeyState, Tick } from '@keyspace/visualizer/eviction'

/** Colour roles that a memory is drawn with. */
export const MEMORY_ROLES = [
  'type-list',
  'ok',
  'line-strong',
  'error',
  'surface-raised',
  'ink',
] as const

export interface MemoryBrush {
  readonly context: CanvasRenderingContext2D
  readonly width: number
  readonly height: number
  readonly colours: ReadonlyMap<(typeof MEMORY_ROLES)[number], string>
}

export interface MemoryScene {
  readonly tick: Tick
  /** The tick before; what was there then and is not now has just gone. */
  readonly before: Tick | undefined
  readonly batch: number
  /** Keys below this were there before the workload began. */
  readonly filled: number
  readonly keepsWithoutTtl: boolean
  readonly hasTtl: (key: number) => boolean
}

/** A key that was not used for so many seconds is as pale as it gets. */
const PALE_AFTER = 12
const PALEST = 0.3

/** As many columns as make the cells biggest. */
export function cellsIn(
  count: number,
  width: number,
  height: number,
): { size: number; columns: number } {
  let size = Math.max(3, Math.floor(Math.sqrt((width * height) / Math.max(1, count))))
  while (size > 3 && Math.ceil(count / Math.floor(width / size)) * size > height) size -= 1
  return { size, columns: Math.max(1, Math.floor(width / size)) }
}

/** Every key that was ever written as one cell, in the order of their numbers. */
export function drawMemory(brush: MemoryBrush, scene: MemoryScene): void {
  const { context, width, height } = brush
  const { size, columns } = cellsIn(scene.tick.keys.length, width, height)
  context.clearRect(0, 0, width, height)
  const gap = size > 8 ? 2 : 1
  scene.tick.keys.forEach((state, key) => {
    if (state.usedIn < 0) return
    const x = (key % columns) * size
    const y = Math.floor(key / columns) * size
    drawKey(brush, scene, state, key, { x, y, side: size - gap })
  })
  context.globalAlpha = 1
}

interface Box {
  readonly x: number
  readonly y: number
  readonly side: number
}

function drawKey(
  { context, colours }: MemoryBrush,
  { before, batch, filled, keepsWithoutTtl, hasTtl }: MemoryScene,
  { isHere, usedIn }: KeyState,
  key: number,
  { x, y, side }: Box,
): void {
  const colour = colours.get(key < filled ? 'type-list' : 'ok') ?? ''
  if (isHere) {
    const age = Math.min(1, (batch - usedIn) / PALE_AFTER)
    context.globalAlpha = 1 - age * (1 - PALEST)
    context.fillStyle = colour
    context.fillRect(x, y, side, side)
    context.globalAlpha = 1
    if (keepsWithoutTtl && !hasTtl(key)) {
      context.fillStyle = colours.get('surface-raised') ?? ''
      const hole = Math.max(1, Math.round(side / 3))
      const off = Math.round((side - hole) / 2)
      context.fillRect(x + off, y + off, hole, hole)
    }
    return
  }
  const isJustGone = before?.keys[key]?.isHere === true
  context.strokeStyle = colours.get(isJustGone ? 'error' : 'line-strong') ?? ''
  context.globalAlpha = isJustGone ? 1 : 0.55
  context.lineWidth = 1
  context.strokeRect(x + 0.5, y + 0.5, side - 1, side - 1)
  if (!isJustGone) return
  context.beginPath()
  context.moveTo(x + 1, y + 1)
  context.lineTo(x + side - 1, y + side - 1)
  context.moveTo(x + side - 1, y + 1)
  context.lineTo(x + 1, y + side - 1)
  context.stroke()
}
