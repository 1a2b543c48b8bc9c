import { expect, test } from 'vitest'
import { renderInline, tokenizeInline } from './parser.ts'

function shown(markdown: string): string {
  return renderInline(tokenizeInline(markdown)[0]?.children ?? [])
}

test('a dash stays on the line of the word before it', () => {
  expect(shown('Redis — это верстак')).toBe('Redis\u{a0}— это верстак')
  expect(shown('`EXEC` — выполнить')).toBe('<code>EXEC</code>\u{a0}— выполнить')
  expect(shown('10 – 20')).toBe('10\u{a0}– 20')
})

test('also when the source breaks the line there', () => {
  expect(shown('Redis\n— это верстак')).toBe('Redis\u{a0}— это верстак')
  expect(shown('Redis\nотвечает')).toBe('Redis\nотвечает')
})

test('what is not a dash between words stays as it is, and so does code', () => {
  expect(shown('a - b, a -1, a—b')).toBe('a - b, a -1, a—b')
  expect(shown('`a — b`')).toBe('<code>a — b</code>')
  expect(shown('a < b — c')).toBe('a &lt; b\u{a0}— c')
})
