import {
  RedisCommandError,
  RedisValue,
  WrongTypeRedisError,
  type RedisDatabase,
  type RedisStreamData,
} from 'js-redis-server/core'
import { observe } from '../../adapters/share-events.ts'
import { rawValue } from '../../adapters/raw-value.ts'
import { text } from '../command.ts'
import { idText, type StreamId } from './stream-id.ts'

/** A key of a command with the database it is in. */
export interface StreamKey {
  readonly db: RedisDatabase
  readonly key: Buffer
}

/** The stream itself, not a copy; null when there is no key. @throws {WrongTypeRedisError} */
export function streamAt({ db, key }: StreamKey): RedisStreamData | null {
  const value = rawValue(db, key)
  if (value === null || value.type === 'stream') return value
  throw new WrongTypeRedisError()
}

/** Puts an empty stream at a key that is not there. */
export function createStream({ db, key }: StreamKey, as: string): RedisStreamData {
  const zero = { ms: 0n, seq: 0n }
  naming(db, as, () =>
    db.set(key, {
      type: 'stream',
      entries: [],
      lastId: zero,
      entriesAdded: 0,
      maxDeletedEntryId: zero,
      groups: new Map(),
    }),
  )
  const stream = streamAt({ db, key })
  if (stream === null) throw new RedisCommandError('the stream could not be stored')
  return stream
}

/** Tells everybody that the entries changed, under the name of an event. */
export function changed({ db, key }: StreamKey, value: RedisStreamData, event: string): void {
  naming(db, event, () => db.mutations.emit({ type: 'write', database: db.id, key, value }))
}

/** The same for what does not make a WATCH fail: groups, consumers, what is pending. */
export function noted({ db, key }: StreamKey, value: RedisStreamData, event: string): void {
  naming(db, event, () => observe(db, { type: 'write', database: db.id, key, value }))
}

/** Observers are told, but no keyspace notification is sent. */
export const unnamed = ''

function naming(db: RedisDatabase, event: string, tell: () => void): void {
  const active = db.activeNotifyCommand
  db.activeNotifyCommand = event === unnamed ? null : event
  try {
    tell()
  } finally {
    db.activeNotifyCommand = active
  }
}

export function idValue(id: StreamId): RedisValue {
  return text(idText(id))
}

export function entryValue({ id, fields }: RedisStreamData['entries'][number]): RedisValue {
  return RedisValue.array([
    idValue(id),
    RedisValue.array(fields.map((part) => RedisValue.bulkString(part))),
  ])
}

export function mapValue(entries: readonly (readonly [string, RedisValue])[]): RedisValue {
  return RedisValue.map(entries.map(([name, value]) => [text(name), value]))
}
