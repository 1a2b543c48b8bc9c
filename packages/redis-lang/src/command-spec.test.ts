import { describe, expect, it } from 'vitest'
import { commandDoc, commandDocs } from './command-docs.ts'
import { allCommands, commandSpec } from './command-spec.ts'
import { keyPositions } from './key-positions.ts'
import { splitLine } from './split-line.ts'

describe('commandSpec', () => {
  it('knows a command in any case', () => {
    const spec = commandSpec('SeT')
    expect(spec).toMatchObject({ name: 'set', arity: -3 })
    expect(spec?.flags).toContain('denyoom')
    expect(spec?.categories).toContain('string')
  })

  it('knows subcommands of containers only', () => {
    expect(commandSpec('CONFIG', 'Get')).toMatchObject({ name: 'config|get', arity: -3 })
    expect(commandSpec('config')?.subcommands.size).toBeGreaterThan(3)
    expect(commandSpec('config', 'nosuch')).toBeUndefined()
    expect(commandSpec('set', 'get')).toBeUndefined()
    expect(commandSpec('nosuch')).toBeUndefined()
    expect(commandSpec('__proto__')).toBeUndefined()
  })

  it('has documentation for every command and every command for its documentation', () => {
    const names = allCommands().flatMap(({ name, subcommands }) => [
      name,
      ...[...subcommands.keys()].map((sub) => `${name} ${sub}`),
    ])
    const documented = commandDocs.map((doc) => doc.name)
    expect(documented.toSorted()).toEqual(names.map((name) => name.toUpperCase()).toSorted())
  })
})

describe('commandDoc', () => {
  it('tells what HELP tells', () => {
    expect(commandDoc('lpush')).toEqual({
      name: 'LPUSH',
      syntax: 'key element [element ...]',
      summary: 'Prepend one or multiple elements to a list',
      group: 'list',
      since: '1.0.0',
    })
    expect(commandDoc('config', 'get')).toMatchObject({ name: 'CONFIG GET', since: '2.0.0' })
    expect(commandDoc('GETSET')?.replacedBy).toMatch(/SET/)
    expect(commandDoc('nosuch')).toBeUndefined()
  })
})

describe('keyPositions', () => {
  const positions = (line: string): readonly number[] => {
    const split = splitLine(line)
    return split.ok ? keyPositions(split.args) : []
  }

  // COMMAND GETKEYS takes the consumer for the keyword here and names STREAMS; the command reads k.
  it('is not fooled by a consumer named streams', () => {
    expect(positions('XREADGROUP NOACK GROUP g streams STREAMS k >')).toEqual([6])
  })

  it('names only what GEORADIUS writes to', () => {
    expect(positions('GEORADIUS g 1 2 3 km STORE a STOREDIST b')).toEqual([1, 9])
  })

  it.each([
    '',
    'nosuch k',
    'GET',
    'SORT',
    'XREAD STREAMS a',
    'EVAL x 99999999999999999999 k',
    'EVAL x 3 k',
  ])('has none for %j', (line) => {
    expect(positions(line)).toEqual([])
  })
})
