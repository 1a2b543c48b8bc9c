import { describe, expect, it } from 'vitest'
import { commandDocs } from '@keyspace/redis-lang/command-docs'
import { argumentHint } from './argument-hint.ts'

const hint = (line: string) => argumentHint(line, commandDocs)

describe('the hint behind the cursor', () => {
  it('shows what the command still takes', () => {
    expect(hint('GETRANGE')).toBe(' key start end')
    expect(hint('getrange ')).toBe('key start end')
    expect(hint('GETRANGE k ')).toBe('start end')
    expect(hint('GETRANGE k 0')).toBe(' end')
    expect(hint('GETRANGE k 0 1')).toBe('')
  })

  it('knows subcommands', () => {
    expect(hint('CONFIG GET ')).toBe('parameter [parameter ...]')
    expect(hint('object encoding')).toBe(' key')
  })

  it('goes on for arguments that repeat', () => {
    expect(hint('MGET a b c ')).toBe('[key ...]')
    expect(hint('DEL a')).toBe(' [key ...]')
  })

  it('counts an option in brackets as one', () => {
    expect(hint('LPOP k ')).toBe('[count]')
    expect(hint('SET k v ')).toMatch(/^\[NX\|XX\] \[GET\] \[EX seconds/)
  })

  it('says nothing of what it does not know', () => {
    expect(hint('')).toBe('')
    expect(hint('NOSUCH ')).toBe('')
    expect(hint('SETR')).toBe('')
  })
})
