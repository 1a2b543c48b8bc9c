import type { KeyType, KeyValue, KeyView, Reply } from '@keyspace/redis-lang'
import type { AskingConnection } from '../asking-connection.ts'
import { boundBytes, MOST_BYTES, MOST_ITEMS } from './bound.ts'
import type { KeyRef } from './key-ref.ts'

type Command = readonly (string | Uint8Array)[]

/** What is asked of every key before its type is known. */
interface Facts {
  readonly type: string
  readonly ttlMs: number | null
  readonly expiresAt: number | null
  readonly encoding: string
  readonly memory: number | null
}

/** A key that is there. */
export interface SeenKey {
  readonly view: KeyView
  /**
   * When it expires, in milliseconds since 1970 by the clock of its server; null when it does not.
   * Unlike a time to live it is as true later as when it was read.
   */
  readonly expiresAt: number | null
}

/** A key that is there, that is not, or that changed its type while it was read. */
export type Seen = SeenKey | 'missing' | 'moving'

/** A key bigger than this is shown by fewer elements. */
const BIG_BYTES = 1 << 20

/** Looks at keys, all in two round trips; each view is bounded. Rejects when the connection is lost. */
export async function snapshotKeys(
  connection: AskingConnection,
  refs: readonly KeyRef[],
): Promise<readonly Seen[]> {
  if (refs.length === 0) return []
  const facts = (await inDatabases(connection, refs, () => FACTS)).map(readFacts)
  const values = await inDatabases(connection, refs, (at) => readingOf(facts[at]))
  return refs.map((ref, at) => viewOf(ref, facts[at], values[at] ?? []))
}

type Ask = (key: Uint8Array) => Command

const FACTS: readonly Ask[] = [
  (key) => ['TYPE', key],
  (key) => ['PTTL', key],
  (key) => ['PEXPIRETIME', key],
  (key) => ['OBJECT', 'ENCODING', key],
  (key) => ['MEMORY', 'USAGE', key],
]

/** Asks the same of many keys in one go; the replies of each key together. */
async function inDatabases(
  connection: AskingConnection,
  refs: readonly KeyRef[],
  questions: (at: number) => readonly Ask[],
): Promise<readonly (readonly Reply[])[]> {
  const commands: Command[] = []
  const starts: number[] = []
  let selected: number | undefined
  refs.forEach(({ db, key }, at) => {
    if (db !== selected) commands.push(['SELECT', String(db)])
    selected = db
    starts.push(commands.length)
    for (const ask of questions(at)) commands.push(ask(key))
  })
  const replies = await connection.askAll(commands)
  return starts.map((start, at) => replies.slice(start, start + questions(at).length))
}

function readFacts([type, ttl, expiry, encoding, memory]: readonly Reply[]): Facts {
  return {
    type: type?.kind === 'status' ? type.value : 'none',
    ttlMs: milliseconds(ttl),
    expiresAt: milliseconds(expiry),
    encoding: encoding?.kind === 'bulk' ? Buffer.from(encoding.value).toString() : '',
    memory: number(memory) ?? null,
  }
}

/** Below 0 Redis says that there is no such time. */
function milliseconds(reply: Reply | undefined): number | null {
  const value = number(reply)
  return value === undefined || value < 0 ? null : value
}

function number(reply: Reply | undefined): number | undefined {
  return reply?.kind === 'integer' ? Number(reply.value) : undefined
}

/** How to read the beginning of a value, and its whole length. */
function readingOf(facts: Facts | undefined): readonly Ask[] {
  if (facts === undefined || !isKeyType(facts.type)) return []
  const share = BIG_BYTES / Math.max(facts.memory ?? 0, BIG_BYTES)
  const most = Math.max(1, Math.floor(MOST_ITEMS * share))
  return reads[facts.type](most)
}

const reads: Readonly<Record<KeyType, (most: number) => readonly Ask[]>> = {
  string: () => [(key) => ['STRLEN', key], (key) => ['GETRANGE', key, '0', String(MOST_BYTES - 1)]],
  list: (most) => [(key) => ['LLEN', key], (key) => ['LRANGE', key, '0', String(most - 1)]],
  set: (most) => [(key) => ['SCARD', key], (key) => ['SSCAN', key, '0', 'COUNT', String(most)]],
  hash: (most) => [(key) => ['HLEN', key], (key) => ['HSCAN', key, '0', 'COUNT', String(most)]],
  zset: (most) => [
    (key) => ['ZCARD', key],
    (key) => ['ZRANGE', key, '0', String(most - 1), 'WITHSCORES'],
  ],
  stream: (most) => [
    (key) => ['XLEN', key],
    (key) => ['XRANGE', key, '-', '+', 'COUNT', String(most)],
  ],
}

function isKeyType(type: string): type is KeyType {
  return Object.hasOwn(reads, type)
}

function viewOf(ref: KeyRef, facts: Facts | undefined, [length, value]: readonly Reply[]): Seen {
  if (facts === undefined || facts.type === 'none') return 'missing'
  if (!isKeyType(facts.type)) return 'missing'
  const total = number(length)
  if (total === undefined || value === undefined || value.kind === 'error') return 'moving'
  const shown = valueOf(facts.type, value)
  const view: KeyView = {
    db: ref.db,
    key: boundBytes(ref.key),
    ttlMs: facts.ttlMs,
    encoding: facts.encoding,
    memory: facts.memory,
    length: total,
    value: shown,
    truncated: shownLength(shown, value) < total || hasLongValue(value),
  }
  return { view, expiresAt: facts.expiresAt }
}

function items(reply: Reply | undefined): readonly Reply[] {
  return reply?.kind === 'array' ? reply.items : []
}

function bytes(reply: Reply | undefined): Uint8Array {
  return reply?.kind === 'bulk' ? reply.value : new Uint8Array()
}

function pairs<T>(
  flat: readonly Reply[],
  toSecond: (reply: Reply | undefined) => T,
): (readonly [ReturnType<typeof boundBytes>, T])[] {
  const found: (readonly [ReturnType<typeof boundBytes>, T])[] = []
  for (let at = 0; at + 1 < flat.length && found.length < MOST_ITEMS; at += 2) {
    found.push([boundBytes(bytes(flat[at])), toSecond(flat[at + 1])])
  }
  return found
}

const boundItem = (reply: Reply | undefined): ReturnType<typeof boundBytes> =>
  boundBytes(bytes(reply))
const text = (reply: Reply | undefined): string => Buffer.from(bytes(reply)).toString()

function valueOf(type: KeyType, value: Reply): KeyValue {
  switch (type) {
    case 'string':
      return { type, value: boundItem(value) }
    case 'list':
      return { type, items: items(value).map(boundItem) }
    case 'set':
      return { type, members: items(items(value)[1]).slice(0, MOST_ITEMS).map(boundItem) }
    case 'hash':
      return { type, fields: pairs(items(items(value)[1]), boundItem) }
    case 'zset':
      return { type, members: pairs(items(value), text) }
    case 'stream':
      return {
        type,
        entries: items(value).map((entry) => ({
          id: text(items(entry)[0]),
          fields: pairs(items(items(entry)[1]), boundItem),
        })),
      }
  }
}

/** How much of the whole a view shows, in the unit of its length. */
function shownLength(shown: KeyValue, reply: Reply): number {
  switch (shown.type) {
    case 'string':
      return bytes(reply).length
    case 'list':
      return shown.items.length
    case 'set':
    case 'zset':
      return shown.members.length
    case 'hash':
      return shown.fields.length
    case 'stream':
      return shown.entries.length
  }
}

/** True when an element was cut. */
function hasLongValue(reply: Reply): boolean {
  if (reply.kind === 'bulk') return reply.value.length > MOST_BYTES
  return reply.kind === 'array' && reply.items.some(hasLongValue)
}
