import { describe, expect, it } from 'vitest'
import { commandLines, filledSource } from './fill-source.ts'

const block = {
  source: 'SET ___FILL_KEY___ 1\n# remark\n> GET ___FILL___',
  blanks: [
    { name: 'KEY', span: { start: 4, end: 18 } },
    { name: '', span: { start: 36, end: 46 } },
  ],
}

describe('filledSource', () => {
  it('puts each word where its blank was', () => {
    expect(filledSource(block, ['a', 'b'])).toBe('SET a 1\n# remark\n> GET b')
  })

  it('leaves a missing word empty', () => {
    expect(filledSource(block, [])).toBe('SET  1\n# remark\n> GET ')
  })
})

describe('commandLines', () => {
  it('keeps commands alone', () => {
    expect(commandLines(filledSource(block, ['a', 'b']))).toEqual(['SET a 1', 'GET b'])
  })
})
