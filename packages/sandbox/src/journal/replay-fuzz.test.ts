import { quoteArg, type Argv, type Reply } from '@keyspace/redis-lang'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasOracle } from '../conformance/oracle.ts'
import { argvOf } from '../conformance/probe.ts'
import { seededRandom } from '../conformance/random.ts'
import { typedKeys } from '../conformance/typed-keys.ts'
import { openHouse, type House } from '../testing/house.ts'
import type { RawClient } from '../testing/raw-client.ts'
import { show } from '../testing/show.ts'
import { wildCommand } from '../testing/wild-command.ts'

const seed = Number(process.env['REPLAY_SEED'] ?? 20_261_121)
const cases = Number(process.env['REPLAY_CASES'] ?? 12)
const commands = 80
/** A deadline is written down by our clock and was set by that of Redis. */
const clocksDifferMs = 20

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
  const type = show(await client.ask(about(key, 'TYPE'))).slice(1)
  const told = [type, show(await client.ask(about(key, 'OBJECT|ENCODING')))]
  for (const words of looks[type] ?? []) {
    const reply = await client.ask(about(key, words))
    if (type === 'set') told.push(sorted(reply, 1))
    else if (type === 'hash') told.push(sorted(reply, 2))
    else told.push(show(reply))
  }
  const deadline = await client.ask(about(key, 'PEXPIRETIME'))
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
      const said = Array.from({ length: commands }, () => wildCommand(random))
      for (const argv of [...typedKeys.map(argvOf), ...said, argvOf('DISCARD')])
        await client.ask(argv)
      const before = await contents(client)
      expect(show(await client.run("EVAL 'while true do end' 0"))).toMatch(/still there/)
      const found = differences(before, await contents(client))
      const story = said.map((argv) => argv.map(quoteArg).join(' '))
      expect(found.length === 0 ? '' : [...story, ...found].join('\n')).toBe('')
      await sandbox.delete()
    },
  )
})
