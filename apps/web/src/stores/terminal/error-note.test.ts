import { commandDocs } from '@keyspace/redis-lang/command-docs'
import { splitLine } from '@keyspace/redis-lang'
import { describe, expect, it } from 'vitest'
import { errorNote } from './error-note.ts'

function note(line: string, error: string) {
  const split = splitLine(line)
  return errorNote(split.ok ? split.args : [], error, commandDocs)
}

// The errors are what redis-server 7.0.15 answers to these lines.
describe('the note on an error', () => {
  it.each([
    ['SETT a b', "ERR unknown command 'SETT', with args beginning with: 'a' 'b' ", 'SETT', 'SET'],
    ['hgte a b', "ERR unknown command 'hgte', with args beginning with: 'a' 'b' ", 'HGTE', 'HGET'],
    ['hello2', "ERR unknown command 'hello2', with args beginning with: ", 'HELLO2', 'HELLO'],
    ['abrakadabra', "ERR unknown command 'abrakadabra', with args …", 'ABRAKADABRA', null],
    [
      'OBJECT ENCODIN a',
      "ERR unknown subcommand 'ENCODIN'. Try OBJECT HELP.",
      'OBJECT ENCODIN',
      'OBJECT ENCODING',
    ],
    ['CONFIG FOO', "ERR unknown subcommand 'FOO'. Try CONFIG HELP.", 'CONFIG FOO', null],
  ])('%s: what was meant', (line, error, name, near) => {
    expect(note(line, error)).toEqual({ code: 'unknown-command', name, near })
  })

  it.each([
    ['get', "ERR wrong number of arguments for 'get' command", 'GET key'],
    [
      'CONFIG GET',
      "ERR wrong number of arguments for 'config|get' command",
      'CONFIG GET parameter [parameter ...]',
    ],
    ['LPOS k', 'ERR syntax error', 'LPOS key element [RANK rank] [COUNT num-matches] [MAXLEN len]'],
  ])('%s: how it is written', (line, error, usage) => {
    expect(note(line, error)).toEqual({ code: 'usage', usage })
  })

  it('names the key that holds something else, when it is only one', () => {
    const error = 'WRONGTYPE Operation against a key holding the wrong kind of value'
    expect(note('lpush "user 1" x', error)).toEqual({
      code: 'wrong-type',
      command: 'LPUSH',
      key: '"user 1"',
    })
    expect(note('SINTER a b', error)).toMatchObject({ command: 'SINTER', key: null })
  })

  it('explains what newcomers meet, and leaves the rest to Redis', () => {
    expect(note('INCR s', 'ERR value is not an integer or out of range')?.code).toBe('whole-number')
    expect(note('EXEC', 'ERR EXEC without MULTI')?.code).toBe('no-multi')
    expect(note('EXEC', 'EXECABORT Transaction discarded because of previous errors.')?.code).toBe(
      'exec-abort',
    )
    expect(note('RENAME a b', 'ERR no such key')).toBeNull()
    expect(note('NOSUCH', "ERR wrong number of arguments for 'nosuch' command")).toBeNull()
  })
})
