import { setTimeout as sleep } from 'node:timers/promises'
import { encodeCommand, quoteArg, splitLine, type Argv } from '@keyspace/redis-lang'
import type { EngineConnection } from '../engine/engine.ts'
import { seededRandom, type Random } from './random.ts'
import type { RunningTarget, Target } from './target.ts'

export interface SessionPlan {
  /** The seed of the first case; the next one has the next. */
  readonly seed: number
  readonly cases: number
  /** Writes in a case, each of one client, each of one to three commands. */
  readonly writes: number
}

const clients = 4

/** A sandbox refuses to queue them, in a sentence. */
const notQueued = new Set(['HELLO', 'AUTH', 'CONFIG'])

/** What a client is, not what it stores: its transaction, its protocol, its channels, whether it waits or listens. */
const lines: readonly string[] = [
  ...['MULTI', 'MULTI', 'EXEC', 'EXEC', 'EXEC', 'DISCARD', 'UNWATCH'],
  ...['WATCH a', 'WATCH a l', 'WATCH z', 'WATCH'],
  ...['SET a 1', 'SET a x', 'GET a', 'INCR a', 'DEL a', 'SET a 1 PXAT 1', 'EXPIRE a -1', 'TOUCH a'],
  ...['RPUSH l 1', 'RPUSH l 2 3', 'LPUSH m 1', 'LPOP l', 'DEL l m', 'LRANGE l 0 -1'],
  ...[
    'ZADD z 1 a',
    'ZADD z 2 b 3 c',
    'ZRANGE z 0 -1 WITHSCORES',
    'DEL z',
    'RENAME l m',
    'RENAME m l',
  ],
  ...['BLPOP l 0', 'BLPOP m l 0', 'BRPOP l 0', 'BLMOVE l m LEFT RIGHT 0', 'BZPOPMIN z 0'],
  ...[
    'BLMPOP 0 2 l m LEFT COUNT 2',
    'BLPOP a 0',
    'BLPOP l x',
    'BLPOP l -1',
    'XREAD BLOCK 0 STREAMS s $',
  ],
  ...['XADD s * f v', 'XADD s 1-1 f v', 'XLEN s', 'DEL s'],
  ...[
    'SUBSCRIBE c',
    'SUBSCRIBE c c',
    'UNSUBSCRIBE c',
    'UNSUBSCRIBE',
    'PSUBSCRIBE c*',
    'PUNSUBSCRIBE',
  ],
  ...[
    'SSUBSCRIBE c',
    'SUNSUBSCRIBE',
    'PUBLISH c 1',
    'PUBLISH d 2',
    'SPUBLISH c 3',
    'PING',
    'PING x',
  ],
  ...['PUBSUB CHANNELS', 'PUBSUB NUMSUB c d', 'PUBSUB NUMPAT', 'PUBSUB SHARDCHANNELS'],
  ...['HELLO 3', 'HELLO 2', 'HELLO', 'HELLO 4', 'HELLO 3 SETNAME n', 'RESET', 'QUIT'],
  ...['CLIENT SETNAME n', 'CLIENT GETNAME', 'CLIENT NOPE', 'CLIENT'],
  ...['AUTH', 'AUTH a b', 'CLIENT LIST ID x', 'CONFIG GET nope', 'CONFIG SET nope 1', 'WAIT 0 0'],
  ...['SELECT 1', 'SELECT 0', 'SELECT 99', 'SWAPDB 0 1', 'MOVE a 1', 'FLUSHALL', 'DBSIZE'],
  ...[
    'EVAL "return redis.call(\'INCR\', KEYS[1])" 1 a',
    "EVAL \"return {1, {ok='x'}, {err='E y'}}\" 0",
  ],
  ...[
    'EVAL "redis.setresp(3) return redis.call(\'HGETALL\', KEYS[1])" 1 h',
    'HSET h f v',
    'HGETALL h',
  ],
  ...[
    'EVAL "return redis.call(\'RPUSH\', KEYS[1], 1, 2)" 1 l',
    "EVAL \"return redis.call('PUBLISH', 'c', 4)\" 0",
  ],
  ...[
    'GET',
    'NOPE',
    'NOPE x',
    'INCR h',
    'SET a 1 NX XX',
    'ECHO hi',
    'TIME x',
    'OBJECT HELP x',
    'COMMAND COUNT x',
  ],
]

/** Each client's bytes, in the order in which they came. */
type Heard = readonly string[]

/**
 * Random clients side by side, on the judge and on a target: what each of them hears, to the byte. A difference is
 * looked at again with more time for each write, since a busy machine may have been late. What a sandbox answers itself
 * (HELLO, CONFIG SET) may let a client that waited go on in the middle of another's pipeline: a seed that shows that
 * shows no mistake.
 */
export async function fuzzSessions(
  plan: SessionPlan,
  judge: Target,
  target: Target,
): Promise<readonly string[]> {
  const differences: string[] = []
  for (let seed = plan.seed; seed < plan.seed + plan.cases; seed++) {
    const writes = writesOf(seed, plan.writes)
    let found: string | undefined
    for (const patience of [3, 15, 60]) {
      const [expected, actual] = await Promise.all([
        hear(writes, judge, patience),
        hear(writes, target, patience),
      ])
      found = difference(expected, actual)
      if (found === undefined) break
    }
    if (found !== undefined) differences.push(`seed ${seed}\n${story(writes)}\n${found}`)
  }
  return differences
}

interface Write {
  readonly client: number
  readonly commands: readonly Argv[]
}

function writesOf(seed: number, count: number): readonly Write[] {
  const random = seededRandom(seed)
  const queueing = new Set<number>()
  return Array.from({ length: count }, () => {
    const client = random.below(clients)
    const commands = Array.from({ length: random.below(4) === 0 ? 3 : 1 }, () => {
      const argv = command(random)
      const name = Buffer.from(argv[0] ?? []).toString()
      if (notQueued.has(name) && queueing.has(client)) return [Buffer.from('PING')]
      if (name === 'MULTI') queueing.add(client)
      if (name === 'EXEC' || name === 'DISCARD' || name === 'RESET') queueing.delete(client)
      return argv
    })
    return { client, commands }
  })
}

function command(random: Random): Argv {
  const split = splitLine(random.pick(lines))
  return split.ok ? split.args : []
}

async function hear(writes: readonly Write[], target: Target, patience: number): Promise<Heard> {
  const server = await target.start()
  const listeners = Array.from({ length: clients }, () => new Listener(server))
  try {
    for (const { client, commands } of writes) {
      listeners[client]?.write(commands)
      await quiet(listeners, client, patience)
    }
    return listeners.map((listener) => listener.heard())
  } finally {
    for (const listener of listeners) listener.close()
    await server.stop()
  }
}

/** Until the client that wrote was answered, or seems to wait, and nobody hears anything any more. */
async function quiet(
  listeners: readonly Listener[],
  client: number,
  patience: number,
): Promise<void> {
  const bytes = (): number => listeners.reduce((sum, { length }) => sum + length, 0)
  const answered = listeners[client]?.length ?? 0
  for (let waited = 0; waited < 4 * patience; waited += 1) {
    if ((listeners[client]?.length ?? 0) > answered) break
    await sleep(1)
  }
  for (let before = -1; before !== bytes();) {
    before = bytes()
    await sleep(patience)
  }
}

class Listener {
  readonly #connection: EngineConnection
  #heard = ''
  #closed = false

  constructor(server: RunningTarget) {
    this.#connection = server.connect({
      onData: (chunk) => (this.#heard += Buffer.from(chunk).toString('latin1')),
      onClose: () => (this.#closed = true),
    })
  }

  get length(): number {
    return this.#heard.length + Number(this.#closed)
  }

  write(commands: readonly Argv[]): void {
    if (!this.#closed) this.#connection.write(Buffer.concat(commands.map(encodeCommand)))
  }

  /** Without the numbers that a server gives its clients, and the times in the ids of a stream. */
  heard(): string {
    const masked = this.#heard
      .replaceAll(/(\$2\r\nid\r\n:)\d+/g, '$1n')
      .replaceAll(/\$\d+\r\n\d{13}-\d+/g, '$id')
    return this.#closed ? `${masked}<end>` : masked
  }

  close(): void {
    this.#connection.close()
  }
}

function difference(expected: Heard, actual: Heard): string | undefined {
  const client = expected.findIndex((heard, at) => heard !== actual[at])
  if (client === -1) return undefined
  const [one, other] = [expected[client] ?? '', actual[client] ?? '']
  let at = 0
  while (one[at] === other[at]) at += 1
  const from = Math.max(0, at - 60)
  const shown = (text: string): string => JSON.stringify(text.slice(from, at + 120))
  return `client ${client} heard, up to byte ${at}\n  redis-server: ${shown(one)}\n  here:         ${shown(other)}`
}

function story(writes: readonly Write[]): string {
  return writes
    .map(({ client, commands }) => {
      const said = commands.map((argv) => argv.map(quoteArg).join(' '))
      return `  ${client}: ${said.join(' | ')}`
    })
    .join('\n')
}
