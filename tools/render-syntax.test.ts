import { spawnSync } from 'node:child_process'
import { stripVTControlCharacters } from 'node:util'
import { commandDocs } from '@keyspace/redis-lang/command-docs'
import { describe, expect, it } from 'vitest'
import { withRealRedis } from './real-redis.ts'
import { renderSyntax } from './render-syntax.ts'

/** `NAME syntax` of every command that HELP shows for these lines. */
function titlesOfHelp(socketPath: string, lines: readonly string[]): Set<string> {
  const { stdout } = spawnSync('redis-cli', ['-s', socketPath, '--no-raw'], {
    input: lines.join('\n'),
    encoding: 'utf8',
  })
  const plain = stripVTControlCharacters(stdout)
  const titles = plain.split(/\r?\n\r?\n/).map((block) => block.trim().split(/\r?\n/)[0] ?? '')
  return new Set(titles.map((title) => title.trim()))
}

describe('the syntax of commands', () => {
  it('is what HELP of redis-cli shows, for every command', async () => {
    const lines = commandDocs.map(({ name }) => `HELP ${name}`)
    const shown = await withRealRedis(({ socketPath }) =>
      Promise.resolve(titlesOfHelp(socketPath, lines)),
    )
    const ours = commandDocs.map(({ name, syntax }) => `${name} ${syntax}`.trim())
    expect(ours.filter((title) => !shown.has(title))).toEqual([])
  })

  it('repeats a token only when Redis wants it repeated', () => {
    const arg = { name: 'x', type: 'string', token: 'T', arguments: [] }
    expect(renderSyntax([{ ...arg, flags: ['multiple'] }])).toBe('T x [x ...]')
    expect(renderSyntax([{ ...arg, flags: ['multiple', 'multiple_token'] }])).toBe('T x [T x ...]')
  })
})
