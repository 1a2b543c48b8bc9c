import type { KeyType } from '@keyspace/redis-lang'
import { readColours } from '../read-colours.ts'

/** The colour roles of tokens.css as a canvas understands them. */
export interface Palette {
  readonly inkMuted: string
  readonly line: string
  readonly lineStrong: string
  readonly surfaceSunken: string
  readonly accent: string
  readonly expiry: string
  readonly error: string
  readonly terminal: string
  readonly terminalLine: string
  readonly terminalInk: string
  readonly terminalExpiry: string
  readonly types: Readonly<Record<KeyType, string>>
}

const ROLES = [
  'ink-muted',
  'line',
  'line-strong',
  'surface-sunken',
  'accent',
  'expiry',
  'error',
  'terminal',
  'terminal-line',
  'terminal-ink',
  'terminal-expiry',
  'type-string',
  'type-list',
  'type-set',
  'type-hash',
  'type-zset',
  'type-stream',
] as const

/** Reads them for the theme that the element is shown in. */
export function readPalette(element: HTMLElement): Palette {
  const colours = readColours(element, ROLES)
  const colour = (role: (typeof ROLES)[number]): string => colours.get(role) ?? ''
  return {
    inkMuted: colour('ink-muted'),
    line: colour('line'),
    lineStrong: colour('line-strong'),
    surfaceSunken: colour('surface-sunken'),
    accent: colour('accent'),
    expiry: colour('expiry'),
    error: colour('error'),
    terminal: colour('terminal'),
    terminalLine: colour('terminal-line'),
    terminalInk: colour('terminal-ink'),
    terminalExpiry: colour('terminal-expiry'),
    types: {
      string: colour('type-string'),
      list: colour('type-list'),
      set: colour('type-set'),
      hash: colour('type-hash'),
      zset: colour('type-zset'),
      stream: colour('type-stream'),
    },
  }
}
