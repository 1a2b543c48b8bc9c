import { describe, expect, it } from 'vitest'
import { quoteArg } from './quote-arg.ts'
import { splitLine } from './split-line.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

function words(line: string): string[] {
  const split = splitLine(line)
  if (!split.ok) throw new Error(split.problems[0]?.message)
  return split.args.map((arg) => new TextDecoder().decode(arg))
}

describe('splitLine', () => {
  it.each([
    ['', []],
    ['   ', []],
    ['  set  k\tv ', ['set', 'k', 'v']],
    ['set k "a b"', ['set', 'k', 'a b']],
    ["set k 'a b'", ['set', 'k', 'a b']],
    [String.raw`"\n\r\t\b\a\"\\\q\x41\xZZ"`, ['\n\r\t\b\u0007"\\qAxZZ']],
    [String.raw`'\n \' \\ '`, [String.raw`\n ' \\ `]],
    [String.raw`a\nb`, [String.raw`a\nb`]],
    ['foo"bar baz"', ['foobar baz']],
    ['"" \'\'', ['', '']],
    ['a\vb', ['a\vb']],
    ['ключ "зна чение"', ['ключ', 'зна чение']],
  ])('%j → %j', (line, expected) => {
    expect(words(line)).toEqual(expected)
  })

  it('gives bytes that are not text', () => {
    const split = splitLine(String.raw`"\xff\x00"`)
    expect(split.ok && split.args[0]).toEqual(Uint8Array.of(0xff, 0))
  })

  it('says where each argument stands, in UTF-16 units', () => {
    const split = splitLine(' set ключ😀 "a b" ')
    expect(split.ok && split.spans).toEqual([
      { start: 1, end: 4 },
      { start: 5, end: 11 },
      { start: 12, end: 17 },
    ])
  })

  it.each([
    ['set k "abc', { start: 6, end: 7 }],
    ["set k 'abc", { start: 6, end: 7 }],
    ['set k "abc\\"', { start: 6, end: 7 }],
    ['ключ "a"b', { start: 8, end: 9 }],
    ["'a'😀", { start: 3, end: 5 }],
  ])('refuses %s', (line, span) => {
    const split = splitLine(line)
    expect(split.ok).toBe(false)
    if (split.ok) return
    expect(split.problems).toHaveLength(1)
    expect(split.problems[0]).toMatchObject({ code: 'unbalanced-quotes', span })
    expect(split.problems[0]?.hint).toMatch(/\S/)
  })
})

describe('quoteArg', () => {
  it.each([
    ['key', 'key'],
    ['user:1{a}*\\?', 'user:1{a}*\\?'],
    ['ключ', 'ключ'],
    ['', '""'],
    ['a b', '"a b"'],
    ['дом дом', '"дом дом"'],
    ['a"b', '"a\\"b"'],
    ["it's", '"it\'s"'],
    ['a\n', '"a\\n"'],
    ['a b\\', '"a b\\\\"'],
    ['a\u00a0b', '"a\\xc2\\xa0b"'],
  ])('%j → %s', (arg, quoted) => {
    expect(quoteArg(bytes(arg))).toBe(quoted)
  })

  it('escapes what is not UTF-8 byte by byte', () => {
    expect(quoteArg(Uint8Array.of(0xff, 0x41, 0x00))).toBe('"\\xffA\\x00"')
  })
})
