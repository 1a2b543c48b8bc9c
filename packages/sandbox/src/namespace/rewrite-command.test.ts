import { allCommands, keyPositions, splitLine, type Argv } from '@keyspace/redis-lang'
import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { newNamespace } from './key.ts'
import { rewriteCommand } from './rewrite-command.ts'

const namespace = newNamespace(randomBytes, 'learner')

function argvOf(line: string): Argv {
  const split = splitLine(line)
  if (!split.ok) throw new Error(`not a line: ${line}`)
  return split.args
}

/** What is sent for a line, with the prefix as `@`; or the refusal. */
function rewrite(line: string): string {
  const rewritten = rewriteCommand(argvOf(line), namespace)
  if (rewritten.kind === 'refuse' || rewritten.kind === 'fail') return rewritten.text
  if (rewritten.kind === 'emulate') return `emulate ${rewritten.command}`
  const words = rewritten.argv.map((word) => Buffer.from(word).toString())
  return words.join(' ').replaceAll(namespace.prefix, '@')
}

describe('rewriting a command', () => {
  it.each([
    ['SET a 1 EX 5', 'SET @a 1 EX 5'],
    ['COPY a b', 'COPY @a @b'],
    ['PUBLISH news hello', 'PUBLISH @news hello'],
    ['SUBSCRIBE a b', 'SUBSCRIBE @a @b'],
    ['PSUBSCRIBE n*', 'PSUBSCRIBE @n*'],
    ['PUBSUB CHANNELS', 'PUBSUB CHANNELS @*'],
    ['PUBSUB NUMSUB a b', 'PUBSUB NUMSUB @a @b'],
    ['SORT l BY nosort', 'SORT @l BY nosort'],
    ['COMMAND GETKEYS GET a', 'COMMAND GETKEYS GET a'],
    ['SELECT 0', 'SELECT 0'],
    ['KEYS *', 'emulate keys'],
    ['FLUSHALL ASYNC', 'emulate flushall'],
  ])('%s', (line, expected) => {
    expect(rewrite(line)).toBe(expected)
  })

  it.each([
    'EVAL "return 1" 0',
    'EVALSHA ffff 0',
    'SCRIPT FLUSH',
    'FUNCTION LIST',
    'FCALL f 0',
    'SORT l BY w_*',
    'SORT l GET #',
    'COPY a b DB 1',
    'MOVE a 1',
    'SWAPDB 0 1',
    'SELECT 1',
    'INFO',
    'CONFIG GET *',
    'CONFIG SET maxmemory 1',
    'CLIENT TRACKING ON',
    'CLIENT KILL ID 3',
    'CLIENT REPLY OFF',
    'MONITOR',
    'PUBSUB NUMPAT',
    'SLOWLOG GET',
    'MEMORY STATS',
    'ACL LIST',
    'DEBUG SLEEP 1',
    'SUBSCRIBE __keyevent@0__:set',
    'PSUBSCRIBE __key*',
    'AUTH default x',
    'HELLO 3 AUTH default x',
    'SHUTDOWN',
    'LOLWUT VERSION 6 1000000 1000000',
  ])('%s is refused in a sentence that names it', (line) => {
    const word = line.split(' ')[0]?.replace('PSUBSCRIBE', 'SUBSCRIBE') ?? ''
    expect(rewrite(line)).toMatch(new RegExp(`^ERR ${word}.* is not available on a Redis that a`))
    expect(rewrite(line)).toContain('SANDBOX_ENGINE=dedicated')
  })

  it.each([
    ['LMPOP x a LEFT', 'ERR numkeys should be greater than 0'],
    ['ZUNION 0 a', "ERR at least 1 input key is needed for 'zunion' command"],
    ['ZUNION x a', 'ERR value is not an integer or out of range'],
    ['ZUNION 3 a', 'ERR syntax error'],
    ['XREAD a b c', 'ERR syntax error'],
    ['NOSUCH a', "ERR unknown command 'NOSUCH', with args beginning with: 'a' "],
    ['SELECT -1', 'ERR DB index is out of range'],
    ['SELECT 16', 'ERR DB index is out of range'],
    ['GET', "ERR wrong number of arguments for 'get' command"],
  ])('%s: without keys that can be told, it is answered here', (line, expected) => {
    expect(rewrite(line)).toBe(expected)
  })

  it('forwards no command of Redis whose keys it cannot tell, whatever its arguments are', () => {
    const specs = allCommands().flatMap((spec) => [spec, ...spec.subcommands.values()])
    const fillers = ['x', '0', '1', '-1', '2147483647', 'STREAMS', 'KEYS']
    const untouched: string[] = []
    for (const { name } of specs) {
      for (const filler of fillers) {
        for (let count = 0; count < 9; count++) {
          const argv = [...name.split('|'), ...Array<string>(count).fill(filler)].map((word) =>
            Buffer.from(word),
          )
          const rewritten = rewriteCommand(argv, namespace)
          if (rewritten.kind !== 'forward') continue
          const isChanged = rewritten.argv.some((word, at) => word !== argv[at])
          expect(isChanged || keyPositions(argv).length === 0).toBe(true)
          if (!isChanged && !name.endsWith('|help')) untouched.push(name)
        }
      }
    }
    expect([...new Set(untouched)].sort()).toEqual(harmless)
  })
})

/** Every command, besides HELP, that is forwarded as it is: each was looked at, and none reaches a key or another learner. */
const harmless = [
  'acl|cat',
  'acl|genpass',
  'acl|whoami',
  'client|getname',
  'client|id',
  'client|info',
  'client|setname',
  'command',
  'command|count',
  'command|docs',
  'command|getkeys',
  'command|getkeysandflags',
  'command|info',
  'command|list',
  'discard',
  'echo',
  'exec',
  'hello',
  'lolwut',
  'multi',
  'ping',
  'pubsub|numsub',
  'pubsub|shardnumsub',
  'punsubscribe',
  'select',
  'sunsubscribe',
  'time',
  'unsubscribe',
  'unwatch',
  'wait',
]
