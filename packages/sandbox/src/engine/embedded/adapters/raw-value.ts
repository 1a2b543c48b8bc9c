import { RedisKeyspace, type RedisDatabase, type RedisDataValue } from 'js-redis-server/core'

/**
 * The value of a key itself, not a copy: only to look at. The library gives copies out, and a copy
 * of a big collection for each look is what we cannot pay; it has no other door than this one.
 */
export function rawValue(database: RedisDatabase, key: Buffer): RedisDataValue | null {
  if (database.getType(key) === null) return null
  const keyspace: unknown = Reflect.get(database, 'keyspace')
  const entries: unknown = keyspace instanceof RedisKeyspace && Reflect.get(keyspace, 'entries')
  const entry: unknown = entries instanceof Map && entries.get(key.toString('hex'))
  return isEntry(entry) ? entry.value : null
}

function isEntry(entry: unknown): entry is { readonly value: RedisDataValue } {
  return typeof entry === 'object' && entry !== null && 'value' in entry
}
