import { describe, expect, it } from 'vitest'
import { emptyHistory, lineAt, newer, older, remember, searchBack } from './history.ts'

describe('the history', () => {
  it('goes back and forth and returns to the line being written', () => {
    const start = emptyHistory(['a', 'b'])
    const b = older(start, 'half')
    const a = older(b, lineAt(b))
    expect([lineAt(b), lineAt(a), lineAt(older(a, 'x'))]).toEqual(['b', 'a', 'a'])
    expect(lineAt(newer(newer(a)))).toBe('half')
    expect(lineAt(newer(newer(newer(a))))).toBe('half')
  })

  it('remembers a line once in a row and no empty one', () => {
    const history = ['a', 'a', ' ', 'b', 'a'].reduce(remember, emptyHistory())
    expect(history.lines).toEqual(['a', 'b', 'a'])
  })

  it('keeps the newest lines when there are too many', () => {
    const lines = Array.from({ length: 700 }, (_, at) => `GET ${at}`)
    const history = lines.reduce(remember, emptyHistory())
    expect(history.lines).toHaveLength(500)
    expect(lineAt(older(history, ''))).toBe('GET 699')
  })

  it('finds the newest line that contains something, then the one before it', () => {
    const lines = ['SET a 1', 'GET a', 'SET b 2', 'PING']
    expect(searchBack(lines, 'SET', lines.length)).toBe(2)
    expect(searchBack(lines, 'SET', 2)).toBe(0)
    expect(searchBack(lines, 'SET', 0)).toBe(-1)
  })
})
