import type { Reply } from '@keyspace/redis-lang'
import type { EvictionSettings } from './policy.ts'
import type { KeyState, Tick } from './run.ts'
import { keyName, ttlSeconds, type Trace } from './trace.ts'

type Command = readonly string[]

/** A connection to a Redis with nothing else to do. */
export interface ServerPort {
  /** Sends the commands in one piece. Rejects when the connection is lost. */
  ask(commands: readonly Command[]): Promise<readonly Reply[]>
  wait(ms: number): Promise<void>
}

export interface ServerRun {
  readonly tick: Tick
  /** When each batch so far ran, by the server's clock, in milliseconds since 1970. */
  readonly times: readonly number[]
  /** What the server was told, in bytes; null while it is filled. */
  readonly maxmemory: number | null
}

/** Redis said no to something that the experiment needs; the message is what it said. */
export class ExperimentRefused extends Error {
  override readonly name = 'ExperimentRefused'
}

/** Each value: big enough that buffers of connections weigh little beside the keys. */
const VALUE_BYTES = 4_096
/** Redis sets its LRU clock every tenth of a second; in the middle of one it surely is right. */
const INTO_SECOND_MS = 400

/**
 * Runs the trace on a real server, batch by batch, a second each, and says after each how it went.
 * The server is emptied first; while it is filled it may use `roomBytes`, then so much as the keys
 * that are to fit take up.
 *
 * A look-up is TOUCH, which counts as a read and answers one number; a value is written with SETRANGE.
 * So next to nothing lies in the buffers of the connection, which count as memory in use.
 */
export async function* runOnServer(
  port: ServerPort,
  trace: Trace,
  settings: EvictionSettings,
  roomBytes: number,
): AsyncGenerator<ServerRun> {
  await told(port, [
    ['FLUSHALL'],
    ['CONFIG', 'SET', 'maxmemory', String(roomBytes)],
    ['CONFIG', 'SET', 'maxmemory-policy', settings.policy],
    ['CONFIG', 'SET', 'maxmemory-samples', String(settings.samples)],
    ['CONFIG', 'SET', 'lfu-log-factor', String(settings.lfuLogFactor)],
    ['CONFIG', 'SET', 'lfu-decay-time', String(settings.lfuDecayTime)],
  ])
  const empty = await usedMemory(port)
  const usedIn = new Array<number>(trace.universe).fill(-1)
  const counts = { hits: 0, lookups: 0, refused: 0 }
  const times: number[] = []
  let written = 0
  let maxmemory: number | null = null
  for (const [batch, { writes, lookups }] of trace.batches.entries()) {
    if (batch === trace.fillBatches) {
      const used = await usedMemory(port)
      const perKey = (used - empty) / trace.filled
      maxmemory = Math.round(used + (trace.capacity - trace.filled) * perKey)
      await told(port, [['CONFIG', 'SET', 'maxmemory', String(maxmemory)]])
    }
    times.push(await nextSecond(port, times.at(-1)))
    const found = await port.ask(lookups.map((key) => ['TOUCH', keyName(key)]))
    const missing = new Set<number>()
    lookups.forEach((key, index) => {
      const reply = found[index]
      if (reply?.kind !== 'integer' || Number(reply.value) === 0) missing.add(key)
      else usedIn[key] = batch
    })
    counts.lookups += lookups.length
    counts.hits += found.filter(
      (reply) => reply.kind === 'integer' && Number(reply.value) === 1,
    ).length
    for (const { key, reply } of await writeAll(port, [...writes, ...missing])) {
      if (reply.kind === 'error') counts.refused += 1
      else {
        usedIn[key] = batch
        written += 1
      }
    }
    const here = await present(port, trace.universe)
    const keys: readonly KeyState[] = usedIn.map((at, key) => ({
      isHere: here.has(key),
      usedIn: at,
    }))
    yield { tick: { ...counts, keys, evicted: written - here.size }, times: [...times], maxmemory }
  }
}

async function told(port: ServerPort, commands: readonly Command[]): Promise<void> {
  for (const reply of await port.ask(commands)) {
    if (reply.kind === 'error') throw new ExperimentRefused(reply.value)
  }
}

async function usedMemory(port: ServerPort): Promise<number> {
  const [info] = await port.ask([['INFO', 'memory']])
  const text =
    info?.kind === 'bulk' || info?.kind === 'verbatim' ? new TextDecoder().decode(info.value) : ''
  const bytes = /^used_memory:(\d+)/m.exec(text)?.[1]
  if (bytes === undefined) throw new ExperimentRefused('INFO memory has no used_memory')
  return Number(bytes)
}

/** Waits for the middle of a second of the server's clock that is later than the one before. */
async function nextSecond(port: ServerPort, before: number | undefined): Promise<number> {
  for (;;) {
    const now = await serverTime(port)
    const isLater = before === undefined || Math.floor(now / 1_000) > Math.floor(before / 1_000)
    const into = now % 1_000
    if (isLater && into >= INTO_SECOND_MS) return now
    await port.wait(isLater ? INTO_SECOND_MS - into : 1_000 - into + INTO_SECOND_MS)
  }
}

async function serverTime(port: ServerPort): Promise<number> {
  const [time] = await port.ask([['TIME']])
  const [seconds = 0, micros = 0] =
    time?.kind === 'array'
      ? time.items.map((item) =>
          item.kind === 'bulk' ? Number(new TextDecoder().decode(item.value)) : 0,
        )
      : []
  return seconds * 1_000 + micros / 1_000
}

async function writeAll(
  port: ServerPort,
  keys: readonly number[],
): Promise<readonly { readonly key: number; readonly reply: Reply }[]> {
  const commands = keys.map((key): readonly Command[] => {
    const ttl = ttlSeconds(key)
    const write = ['SETRANGE', keyName(key), String(VALUE_BYTES - 1), 'x']
    return ttl === null ? [write] : [write, ['EXPIRE', keyName(key), String(ttl)]]
  })
  const replies = await port.ask(commands.flat())
  let at = 0
  return keys.flatMap((key, index) => {
    const reply = replies[at]
    at += commands[index]?.length ?? 1
    return reply === undefined ? [] : [{ key, reply }]
  })
}

/** Which keys are there; KEYS uses none of them. */
async function present(port: ServerPort, universe: number): Promise<ReadonlySet<number>> {
  const keys = Array.from({ length: universe }, (_, key) => key)
  const replies = await port.ask([['KEYS', keyName(0).replace(/\d+$/, '*')]])
  const [reply] = replies
  const names = new Set(
    reply?.kind === 'array'
      ? reply.items.map((item) =>
          item.kind === 'bulk' ? new TextDecoder().decode(item.value) : '',
        )
      : [],
  )
  return new Set(keys.filter((key) => names.has(keyName(key))))
}
