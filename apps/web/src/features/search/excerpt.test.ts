import { describe, expect, it } from 'vitest'
import { excerptOf } from './excerpt.ts'

const shown = (text: string, found: readonly string[]) =>
  excerptOf(text, found)
    .map((part) => (part.isFound ? `[${part.text}]` : part.text))
    .join('')

describe('excerptOf', () => {
  it('marks every word that was found, whatever its ending', () => {
    expect(shown('Keys and a key, КЛЮЧАМИ.', ['key', 'ключ'])).toBe(
      '[Keys] and a [key], [КЛЮЧАМИ].',
    )
  })

  it('is cut around the first of them, at a word', () => {
    const text = `${'before '.repeat(30)}lost ${'after '.repeat(60)}`
    const excerpt = shown(text, ['lost'])
    expect(excerpt).toMatch(/^…(before )+\[lost\] after/)
    expect(excerpt.endsWith('…')).toBe(true)
    expect(excerpt.length).toBeLessThan(200)
  })

  it('begins at the beginning when nothing of it was found', () => {
    expect(shown('Nothing here.', ['x'])).toBe('Nothing here.')
  })
})
