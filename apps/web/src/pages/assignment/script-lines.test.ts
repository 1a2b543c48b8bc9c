import { splitLine } from '@keyspace/redis-lang'
import { describe, expect, it } from 'vitest'
import { readScriptLines } from './script-lines.ts'

const SCRIPT = `-- "Счёт" $& \\n\nreturn redis.call('GET', KEYS[1])`

function wordsOf(line: string): readonly string[] {
  const split = splitLine(line)
  return split.ok ? split.args.map((word) => new TextDecoder().decode(word)) : []
}

describe('the commands that a script is tried with', () => {
  it('have the script in the place of its name, to the letter', () => {
    const read = readScriptLines('# money\nSET ann 50\n\n eval script 1 ann 2', SCRIPT)
    if (!read.ok) throw new Error('it could not be read')
    expect(read.lines.map(({ shown }) => shown)).toEqual(['SET ann 50', 'eval script 1 ann 2'])
    expect(read.lines.map(({ line }) => wordsOf(line))).toEqual([
      ['SET', 'ann', '50'],
      ['eval', SCRIPT, '1', 'ann', '2'],
    ])
  })

  it('leave the word alone elsewhere', () => {
    const read = readScriptLines('SET script 1\nSCRIPT FLUSH\nEVAL "return 1" 0', SCRIPT)
    expect(read.ok && read.lines.every(({ shown, line }) => shown === line)).toBe(true)
  })

  it('name the line whose quotes are open', () => {
    expect(readScriptLines('PING\nSET a "b', SCRIPT)).toEqual({ ok: false, line: 2 })
  })
})
