import { fuseShare, leftMs, STAYS_MS, type Bomb } from '@keyspace/visualizer/ttl-bomb'
import type { Cell } from './stage-layout.ts'
import type { Palette } from './palette.ts'

/** One frame of the stage. */
export interface Brush {
  readonly context: CanvasRenderingContext2D
  readonly palette: Palette
  /** Milliseconds on the bombs' clock. */
  readonly now: number
  /** Nothing flickers, flies or fades. */
  readonly isCalm: boolean
}

const TOP = -Math.PI / 2
const TURN = 2 * Math.PI
const BLAST_MS = 900
const SHARDS = 11

/** Draws a bomb in its cell: the fuse lies around it and burns back to the cap. */
export function drawBomb(brush: Brush, bomb: Bomb, cell: Cell): void {
  const { context } = brush
  context.save()
  context.translate(cell.x, cell.y)
  switch (bomb.state) {
    case 'burning':
      drawTrack(brush, cell.size)
      drawFuse(brush, bomb, cell.size)
      drawReading(brush, bomb, cell.size)
      drawBody(brush, bomb, cell.size)
      drawCount(brush, leftMs(bomb, brush.now), cell.size)
      break
    case 'defused':
      drawReading(brush, bomb, cell.size)
      drawBody(brush, bomb, cell.size)
      drawWord(brush, '−1', cell.size, brush.palette.inkMuted)
      break
    case 'exploded':
      drawReading(brush, bomb, cell.size)
      drawCrater(brush, bomb, cell.size)
      break
    case 'gone':
      context.globalAlpha = brush.isCalm ? 0.4 : Math.max(0, 1 - (brush.now - bomb.since) / 700)
      drawBody(brush, bomb, cell.size)
  }
  context.restore()
}

function circle(context: CanvasRenderingContext2D, radius: number): void {
  context.beginPath()
  context.arc(0, 0, radius, 0, TURN)
}

/** Where the whole fuse lay. */
function drawTrack({ context, palette }: Brush, size: number): void {
  circle(context, size * 0.42)
  context.lineWidth = Math.max(1, size * 0.008)
  context.strokeStyle = palette.line
  context.stroke()
}

function drawFuse({ context, palette, now, isCalm }: Brush, bomb: Bomb, size: number): void {
  const end = TOP + fuseShare(bomb, now) * TURN
  context.lineCap = 'round'
  context.lineWidth = Math.max(2, size * 0.032)
  context.strokeStyle = palette.inkMuted
  arc(context, size * 0.42, end)
  if (size >= 60) {
    // The twist of the rope.
    context.setLineDash([size * 0.012, size * 0.028])
    context.lineWidth = size * 0.014
    context.strokeStyle = palette.surfaceSunken
    context.lineCap = 'butt'
    arc(context, size * 0.42, end)
    context.setLineDash([])
  }
  drawSpark({ context, palette, now, isCalm }, end, bomb, size)
}

function arc(context: CanvasRenderingContext2D, radius: number, end: number): void {
  context.beginPath()
  context.arc(0, 0, radius, TOP, Math.max(TOP + 0.01, end))
  context.stroke()
}

/** A number from 0 to 1 that looks like chance and is the same for the same moment. */
function flicker(seed: number): number {
  const wave = Math.sin(seed * 12.9898) * 43_758.5453
  return wave - Math.floor(wave)
}

function drawSpark(
  { context, palette, now, isCalm }: Brush,
  angle: number,
  bomb: Bomb,
  size: number,
): void {
  const beat = isCalm ? 0.5 : flicker(Math.floor(now / 60) + bomb.deadline)
  const radius = Math.max(2, size * (0.022 + 0.01 * beat))
  context.save()
  context.rotate(angle)
  context.translate(size * 0.42, 0)
  context.fillStyle = palette.expiry
  context.globalAlpha = 0.22
  circle(context, radius * 2.6)
  context.fill()
  context.globalAlpha = 1
  if (size >= 60 && !isCalm) drawRays({ context, palette, now, isCalm }, bomb, radius)
  circle(context, radius)
  context.fill()
  context.restore()
}

function drawRays({ context, palette, now }: Brush, bomb: Bomb, radius: number): void {
  context.strokeStyle = palette.expiry
  context.lineWidth = Math.max(1, radius * 0.32)
  context.lineCap = 'round'
  context.beginPath()
  const beat = Math.floor(now / 80)
  for (let ray = 0; ray < 7; ray += 1) {
    const chance = flicker(beat * 7 + ray + bomb.deadline)
    const direction = ((ray + flicker(ray + beat)) / 7) * TURN
    const length = radius * (1.7 + chance * 2.3)
    context.moveTo(Math.cos(direction) * radius * 1.3, Math.sin(direction) * radius * 1.3)
    context.lineTo(Math.cos(direction) * length, Math.sin(direction) * length)
  }
  context.stroke()
}

function drawBody({ context, palette }: Brush, bomb: Bomb, size: number): void {
  const isLive = bomb.state === 'burning'
  const radius = size * 0.31
  context.fillStyle = isLive ? palette.types[bomb.type] : palette.lineStrong
  context.beginPath()
  context.roundRect(-size * 0.06, -size * 0.385, size * 0.12, size * 0.1, size * 0.018)
  context.fill()
  circle(context, radius)
  context.fillStyle = isLive ? palette.terminal : palette.surfaceSunken
  context.fill()
  context.lineWidth = Math.max(1, size * 0.009)
  context.strokeStyle = isLive ? palette.terminalLine : palette.lineStrong
  context.stroke()
  if (!isLive || size < 44) return
  context.beginPath()
  context.arc(0, 0, radius * 0.8, Math.PI * 1.08, Math.PI * 1.36)
  context.lineWidth = size * 0.018
  context.lineCap = 'round'
  context.strokeStyle = palette.terminalLine
  context.stroke()
}

function drawCount(brush: Brush, ms: number, size: number): void {
  if (size < 40) return
  const isSoon = ms < 3_000
  drawWord(
    brush,
    countText(ms),
    size,
    isSoon ? brush.palette.terminalExpiry : brush.palette.terminalInk,
  )
}

/** Tenths below ten seconds, then seconds, minutes, hours, days. */
export function countText(ms: number): string {
  if (ms < 10_000) return (Math.floor(ms / 100) / 10).toFixed(1)
  const seconds = Math.floor(ms / 1_000)
  if (seconds < 600) return String(seconds)
  if (seconds < 36_000) return `${Math.floor(seconds / 60)}m`
  return seconds < 864_000 ? `${Math.floor(seconds / 3_600)}h` : `${Math.floor(seconds / 86_400)}d`
}

function drawWord({ context }: Brush, word: string, size: number, colour: string): void {
  if (size < 40) return
  const fitted = Math.min(size * 0.17, (size * 0.54) / (word.length * 0.62))
  context.font = `500 ${fitted}px "Martian Mono", ui-monospace, monospace`
  context.fontStretch = 'condensed'
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillStyle = colour
  context.fillText(word, 0, fitted * 0.06)
}

/** The blast, and the place where a key was. */
function drawCrater(brush: Brush, bomb: Bomb, size: number): void {
  const { context, palette, now, isCalm } = brush
  const progress = isCalm ? 1 : Math.min(1, (now - bomb.since) / BLAST_MS)
  const eased = 1 - (1 - progress) ** 3
  context.setLineDash([size * 0.02, size * 0.03])
  context.lineWidth = Math.max(1, size * 0.01)
  context.strokeStyle = palette.lineStrong
  context.globalAlpha = Math.max(0, progress * 2 - 1)
  circle(context, size * 0.31)
  context.stroke()
  context.setLineDash([])
  drawWord(brush, '(nil)', size, palette.inkMuted)
  context.globalAlpha = 1
  if (progress < 1) drawBlast(brush, bomb, size, eased)
}

function drawBlast({ context, palette }: Brush, bomb: Bomb, size: number, eased: number): void {
  context.globalAlpha = 1 - eased
  circle(context, size * (0.2 + 0.28 * eased))
  context.lineWidth = Math.max(1, size * 0.06 * (1 - eased))
  context.strokeStyle = palette.expiry
  context.stroke()
  circle(context, size * 0.3 * (1 - eased * 0.7))
  context.fillStyle = palette.expiry
  context.fill()
  for (let shard = 0; shard < SHARDS; shard += 1) {
    const chance = flicker(shard + bomb.deadline)
    const direction = ((shard + chance) / SHARDS) * TURN
    const way = size * (0.12 + (0.3 + 0.16 * chance) * eased)
    const length = size * (0.02 + 0.03 * chance) * (1.2 - eased)
    context.fillStyle = shard % 3 === 0 ? palette.types[bomb.type] : palette.error
    context.save()
    context.rotate(direction)
    context.fillRect(way, -length / 2, length * 1.6, length)
    context.restore()
  }
  context.globalAlpha = 1
}

/** A key that was just read lights up, as everywhere else. */
function drawReading({ context, palette, now, isCalm }: Brush, bomb: Bomb, size: number): void {
  if (bomb.read === null) return
  const age = Math.min(1, (now - bomb.read.at) / STAYS_MS.read)
  context.globalAlpha = isCalm ? 1 : 1 - age
  circle(context, size * 0.36)
  context.lineWidth = Math.max(2, size * 0.035)
  context.strokeStyle = bomb.read.value === null ? palette.error : palette.accent
  context.stroke()
  context.globalAlpha = 1
}
