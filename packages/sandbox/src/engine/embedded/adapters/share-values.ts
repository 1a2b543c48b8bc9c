import { RedisKeyspace, type RedisDatabase } from 'js-redis-server/core'
import { rawValue } from './raw-value.ts'

/**
 * Makes reads give the value itself. The library copies the whole value for every read, so that one
 * ZSCORE costs as much as the sorted set is long; its commands write only through its own trackers.
 */
export function shareValues(database: RedisDatabase): void {
  const keyspace: unknown = Reflect.get(database, 'keyspace')
  if (keyspace instanceof RedisKeyspace) keyspace.get = (key) => rawValue(database, key)
}
