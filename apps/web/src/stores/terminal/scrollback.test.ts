import { describe, expect, it } from 'vitest'
import { append, SCROLLBACK_LINES, type Entry } from './scrollback.ts'

const output = (text: string) => ({ kind: 'output', text, tone: 'plain' }) as const

describe('the scrollback', () => {
  it('drops the oldest when there are too many lines, and never reuses an id', () => {
    let entries: readonly Entry[] = []
    for (let at = 0; at < SCROLLBACK_LINES + 10; at += 1) entries = append(entries, output(`${at}`))
    expect(entries).toHaveLength(SCROLLBACK_LINES)
    expect(entries[0]).toMatchObject({ text: '10' })
    expect(new Set(entries.map((entry) => entry.id)).size).toBe(SCROLLBACK_LINES)
  })

  it('keeps the newest piece even when it alone is too long', () => {
    const long = 'x\n'.repeat(SCROLLBACK_LINES * 2)
    expect(append(append([], output('old')), output(long))).toMatchObject([{ text: long }])
  })
})
