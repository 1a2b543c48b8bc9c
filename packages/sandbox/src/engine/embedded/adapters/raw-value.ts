import { RedisKeyspace, type RedisDatabase, type RedisDataValue } from 'js-redis-server/core'

/**
 * The value of a key itself, not a copy: only to look at. The library gives copies out, and a copy
 * of a big collection for each look is what we cannot pay; it has no other door than this one.
 */
export function rawValue(database: RedisDatabase, key: Buffer): RedisDataValue | null {
  if (database.getType(key) === null) return null
  const entry: unknown = entriesOf(database)?.get(key.toString('hex'))
  return isEntry(entry) ? entry.value : null
}

/** The keys of a database in hexadecimal, those whose time is over among them. */
export function keyTable(database: RedisDatabase): Iterable<string> {
  const ids: string[] = []
  for (const id of entriesOf(database)?.keys() ?? []) if (typeof id === 'string') ids.push(id)
  return ids
}

/** Puts a key out of sight without a word to anybody; what this gives puts it back as it was. */
export function hideKey(database: RedisDatabase, key: Buffer): () => void {
  const entries = entriesOf(database)
  const id = key.toString('hex')
  const entry: unknown = entries?.get(id)
  entries?.delete(id)
  return () => void entries?.set(id, entry)
}

function entriesOf(database: RedisDatabase): Map<unknown, unknown> | undefined {
  const keyspace: unknown = Reflect.get(database, 'keyspace')
  const entries: unknown = keyspace instanceof RedisKeyspace && Reflect.get(keyspace, 'entries')
  return entries instanceof Map ? entries : undefined
}

function isEntry(entry: unknown): entry is { readonly value: RedisDataValue } {
  return typeof entry === 'object' && entry !== null && 'value' in entry
}
