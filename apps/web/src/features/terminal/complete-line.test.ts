import { describe, expect, it } from 'vitest'
import { commandDocs } from '@keyspace/redis-lang/command-docs'
import { completeLine } from './complete-line.ts'

const encoder = new TextEncoder()
const sources = {
  commands: commandDocs.map((doc) => doc.name),
  groups: ['list', 'string'],
  keys: ['user:1', 'user:2', 'queue', 'with space'].map((key) => encoder.encode(key)),
}

function candidates(line: string): readonly string[] {
  return completeLine(line, sources).candidates
}

describe('completing a line', () => {
  it('offers commands, in the case that is typed', () => {
    expect(candidates('SETR')).toEqual(['SETRANGE'])
    expect(candidates('setr')).toEqual(['setrange'])
    expect(candidates('HEL')).toContain('HELP')
  })

  it('offers the subcommands of a container', () => {
    expect(candidates('CONFIG S')).toEqual(['SET'])
    expect(candidates('config ')).toContain('get')
    expect(candidates('OBJECT E')).toEqual(['ENCODING'])
  })

  it('offers keys where the command takes one', () => {
    expect(candidates('GET u')).toEqual(['user:1', 'user:2'])
    expect(candidates('MGET queue user:1 u')).toEqual(['user:1', 'user:2'])
    expect(candidates('OBJECT ENCODING q')).toEqual(['queue'])
    expect(candidates('LMOVE queue u')).toEqual(['user:1', 'user:2'])
    expect(candidates('HSET user:1 q')).toEqual([])
    expect(candidates('SET user:1 q')).toEqual([])
  })

  it('quotes a key that needs it', () => {
    expect(candidates('DEL ')).toContain('"with space"')
  })

  it('offers commands and groups to HELP', () => {
    expect(candidates('HELP @')).toEqual(['@list', '@string'])
    expect(candidates('help getr')).toEqual(['getrange'])
    expect(candidates('HELP CONFIG S')).toEqual(['SET'])
  })

  it('says where the word begins that it completes', () => {
    expect(completeLine('GET us', sources).start).toBe(4)
    expect(completeLine('GET ', sources).start).toBe(4)
  })

  it('offers nothing behind an open quote', () => {
    expect(candidates('SET "a u')).toEqual([])
  })
})
