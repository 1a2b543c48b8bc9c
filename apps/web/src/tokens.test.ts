import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')
const THEMES = ['light', 'dark'] as const
type Theme = (typeof THEMES)[number]

/** A role's colour; `light-dark(a, b)` or one colour for both. */
function colour(role: string, theme: Theme): string {
  const value = new RegExp(`--${role}: ([^;]+);`).exec(css)?.[1]
  const hex = value?.match(/#[0-9a-f]{6}/g)?.at(theme === 'light' ? 0 : -1)
  if (hex === undefined) throw new Error(`no colour for --${role}`)
  return hex
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

const SURFACES = ['surface', 'surface-raised', 'surface-sunken']
const TYPES = ['string', 'list', 'set', 'hash', 'zset', 'stream'].map((type) => `type-${type}`)
const STATES = ['accent', 'ok', 'warn', 'error']
const TEXT = ['ink', 'ink-muted', 'ink-faint', 'expiry', ...STATES, ...TYPES]
const TERMINAL = ['ink', 'muted', 'prompt', 'error'].map((role) => `terminal-${role}`)

const pairs: [string, string, number][] = [
  ...TEXT.flatMap((ink) => SURFACES.map((on): [string, string, number] => [ink, on, 4.5])),
  ...[...STATES, ...TYPES].flatMap((role): [string, string, number][] => [
    [role, `${role}-soft`, 4.5],
    ['ink', `${role}-soft`, 4.5],
    ['ink-muted', `${role}-soft`, 4.5],
  ]),
  ...TERMINAL.flatMap((ink): [string, string, number][] => [
    [ink, 'terminal', 4.5],
    [ink, 'terminal-raised', 4.5],
  ]),
  ['accent-ink', 'accent', 4.5],
  ['surface-raised', 'ok', 4.5],
  ['ink', 'flash', 4.5],
  ...SURFACES.flatMap((on): [string, string, number][] => [
    ['focus', on, 3],
    ['line-strong', on, 3],
  ]),
]

describe.each(THEMES)('contrast in the %s theme', (theme) => {
  it.each(pairs)('%s on %s is at least %f', (ink, on, least) => {
    expect(contrast(colour(ink, theme), colour(on, theme))).toBeGreaterThanOrEqual(least)
  })
})
