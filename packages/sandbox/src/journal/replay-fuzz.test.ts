import { encodeCommand, quoteArg, type Argv, type Reply } from '@keyspace/redis-lang'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fuzzCommand } from '../conformance/fuzz-command.ts'
import { hasOracle } from '../conformance/oracle.ts'
import { argvOf } from '../conformance/probe.ts'
import { seededRandom, type Random } from '../conformance/random.ts'
import { typedKeys } from '../conformance/typed-keys.ts'
import { openHouse, type House } from '../testing/house.ts'
import type { RawClient } from '../testing/raw-client.ts'
import { show } from '../testing/show.ts'

const seed = Number(process.env['REPLAY_SEED'] ?? 20_261_121)
const cases = Number(process.env['REPLAY_CASES'] ?? 12)
const commands = 80
/** A deadline is written down by our clock and was set by that of Redis. */
const clocksDifferMs = 20

/** Beside what the fuzzer writes: what chance decides, what scripts do, what takes keys elsewhere. */
const more: readonly string[] = [
  ...['SPOP set1', 'SPOP set1 2', 'SPOP set2 100', 'ZPOPMIN zset1', 'ZPOPMAX zset2 2'],
  ...['XADD stream1 * f v', 'XADD stream2 MAXLEN 3 * f v', 'XADD stream1 MAXLEN ~ 2 * f v'],
  ...['HINCRBYFLOAT hash1 h 0.1', 'INCRBYFLOAT string3 0.7', 'BITFIELD string1 INCRBY u8 0 3'],
  `EVAL "redis.call('SET', 'undeclared', ARGV[1], 'EX', 700)" 0 v`,
  `EVAL "redis.call('SET', KEYS[1], 1); return redis.call('INCR', 'list1')" 1 string1`,
  `EVAL "if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('RENAME', KEYS[1], KEYS[2]) end" 2 string2 string3`,
  ...['MULTI', 'EXEC', 'EXEC', 'DISCARD', 'SELECT 1', 'SELECT 0', 'SWAPDB 0 1', 'MOVE string1 1'],
  ...[
    'MOVE string2 1',
    'COPY list1 list2 DB 1 REPLACE',
    'COPY string2 string1',
    'RENAME string1 string2',
  ],
  ...[
    'EXPIRE string1 500',
    'PEXPIRE hash1 700000 NX',
    'PERSIST string2',
    'GETEX string2 PX 900000',
  ],
  ...[
    'EXPIREAT set1 4102444800',
    'SET string1 v EX 100 NX',
    'SET string2 v KEEPTTL',
    'EXPIRE zset1 90 GT',
  ],
  ...['XREADGROUP GROUP g1 carol COUNT 2 STREAMS stream1 >', 'XACK stream1 g1 1-1'],
  ...[
    'XCLAIM stream1 g1 dave 0 1-2',
    'XAUTOCLAIM stream1 g1 erin 0 0',
    'XGROUP DELCONSUMER stream1 g1 bob',
  ],
  ...[
    'XGROUP SETID stream1 g2 0',
    'XSETID stream2 9-9',
    'XDEL stream1 1-2',
    'XTRIM stream1 MAXLEN 2',
  ],
  ...[
    'PFADD hll1 x y',
    'PFMERGE hll1 hll2',
    'PFCOUNT hll1',
    'SORT list2 STORE list3',
    'BLPOP list1 0.01',
  ],
  ...[
    'LMPOP 2 list1 list2 RIGHT COUNT 2',
    'SETRANGE bits1 9 z',
    'BITOP NOT bits1 bits1',
    'FLUSHDB',
  ],
  ...['GEOADD geo1 1 2 x', 'GEOSEARCHSTORE geo2 geo1 FROMLONLAT 15 37 BYRADIUS 500 km'],
]

/** What shows all that a key of a type holds. */
const looks: Readonly<Record<string, readonly string[]>> = {
  string: ['GET'],
  list: ['LRANGE 0 -1'],
  set: ['SMEMBERS'],
  hash: ['HGETALL'],
  zset: ['ZRANGE 0 -1 WITHSCORES'],
  stream: ['XRANGE - +', 'XINFO|STREAM', 'XINFO|GROUPS', 'XPENDING g1', 'XPENDING g2'],
}

interface Held {
  readonly what: string
  /** Milliseconds since 1970; -1: none. */
  readonly deadline: number
}

function commandOf(random: Random): Argv {
  return random.below(3) === 0 ? argvOf(random.pick(more)) : fuzzCommand(random)
}

async function ask(client: RawClient, argv: Argv): Promise<Reply> {
  client.write(encodeCommand(argv))
  return client.next()
}

/** The command of `words` about a key; `|` joins the words that stand before it. */
function about(key: Uint8Array, words: string): Argv {
  const [name = '', ...rest] = words.split(' ')
  return [
    ...name.split('|').map((word) => Buffer.from(word)),
    key,
    ...rest.map((word) => Buffer.from(word)),
  ]
}

/** A set and a hash have the order of a table whose seed is each server's own. */
function sorted(reply: Reply, unit: number): string {
  if (reply.kind !== 'array') return show(reply)
  const items = reply.items.map(show)
  const units = items.flatMap((_, at) =>
    at % unit === 0 ? [items.slice(at, at + unit).join('=')] : [],
  )
  return units.toSorted().join(' ')
}

async function hold(client: RawClient, key: Uint8Array): Promise<Held> {
  const type = show(await ask(client, about(key, 'TYPE'))).slice(1)
  const told = [type, show(await ask(client, about(key, 'OBJECT|ENCODING')))]
  for (const words of looks[type] ?? []) {
    const reply = await ask(client, about(key, words))
    if (type === 'set') told.push(sorted(reply, 1))
    else if (type === 'hash') told.push(sorted(reply, 2))
    else told.push(show(reply))
  }
  const deadline = await ask(client, about(key, 'PEXPIRETIME'))
  return {
    what: told.join(' '),
    deadline: deadline.kind === 'integer' ? Number(deadline.value) : NaN,
  }
}

/** Every key of the two databases, by `db name`. */
async function contents(client: RawClient): Promise<ReadonlyMap<string, Held>> {
  const found = new Map<string, Held>()
  for (const db of [0, 1]) {
    await client.run(`SELECT ${db}`)
    const keys = await client.run('KEYS *')
    for (const key of keys.kind === 'array' ? keys.items : []) {
      if (key.kind === 'bulk')
        found.set(`${db} ${quoteArg(key.value)}`, await hold(client, key.value))
    }
  }
  return found
}

function differences(
  before: ReadonlyMap<string, Held>,
  after: ReadonlyMap<string, Held>,
): readonly string[] {
  const keys = new Set([...before.keys(), ...after.keys()])
  return [...keys].flatMap((key) => {
    const [was, is] = [before.get(key), after.get(key)]
    const isSame =
      was?.what === is?.what &&
      Math.abs((was?.deadline ?? NaN) - (is?.deadline ?? NaN)) <= clocksDifferMs
    return isSame ? [] : [`${key}\n  was ${JSON.stringify(was)}\n  is  ${JSON.stringify(is)}`]
  })
}

describe.runIf(hasOracle())('whatever was run, a Redis that takes the place of another', () => {
  let house: House
  beforeAll(async () => {
    const limits = { commandMs: 200, commandsPerSecond: 1e6, commandsBurst: 1e6 }
    house = await openHouse({ limits })
  })
  afterAll(() => house.close())

  const seeds = Array.from({ length: cases }, (_, at) => seed + at)
  it.each(seeds)(
    'has the same keys, values, encodings, groups and deadlines: seed %d',
    async (at) => {
      const random = seededRandom(at)
      const sandbox = await house.service.create()
      const client = await house.open(sandbox)
      const said = Array.from({ length: commands }, () => commandOf(random))
      for (const argv of [...typedKeys.map(argvOf), ...said, argvOf('DISCARD')])
        await ask(client, argv)
      const before = await contents(client)
      expect(show(await client.run("EVAL 'while true do end' 0"))).toMatch(/still there/)
      const found = differences(before, await contents(client))
      const story = said.map((argv) => argv.map(quoteArg).join(' '))
      expect(found.length === 0 ? '' : [...story, ...found].join('\n')).toBe('')
      await sandbox.delete()
    },
  )
})
