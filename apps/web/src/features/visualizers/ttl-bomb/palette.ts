import type { KeyType } from '@keyspace/redis-lang'

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

/** Reads them for the theme that the element is shown in. */
export function readPalette(element: HTMLElement): Palette {
  const probe = document.createElement('i')
  element.append(probe)
  const colour = (role: string): string => {
    probe.style.color = `var(--${role})`
    return getComputedStyle(probe).color
  }
  const palette: Palette = {
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
  probe.remove()
  return palette
}
