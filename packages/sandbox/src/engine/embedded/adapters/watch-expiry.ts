import type { CommandDefinition, RedisClientSession, RedisDatabase } from 'js-redis-server/core'
import { before, type Look } from './before.ts'

interface Watched {
  readonly database: RedisDatabase
  readonly key: Buffer
}

/**
 * A watched key whose time is over spoils a transaction, whether or not it has been removed yet. The
 * library hears only of what is removed, and to look at the key removes it.
 *
 * Source: isWatchedKeyExpired of Redis 7.0.
 */
export function watchExpiry(): (definition: CommandDefinition) => CommandDefinition {
  const watched = new WeakMap<RedisClientSession, Watched[]>()
  const look = (key: Watched): void => void key.database.getType(key.key)
  const note: Look = (keys, { db, session }) => {
    const added = keys.map((key) => ({ database: db, key }))
    // What was over before it was watched does not count.
    added.forEach(look)
    watched.set(session, [...(watched.get(session) ?? []), ...added])
    return undefined
  }
  const forget: Look = (_, { session }) => {
    watched.delete(session)
    return undefined
  }
  const judge: Look = (words, ctx) => {
    watched.get(ctx.session)?.forEach(look)
    return forget(words, ctx)
  }
  const looks = new Map([
    ['watch', note],
    ['exec', judge],
    ...['discard', 'unwatch', 'reset'].map((name) => [name, forget] as const),
  ])
  return (definition) => {
    const found = looks.get(definition.name)
    return found ? before(definition, found) : definition
  }
}
