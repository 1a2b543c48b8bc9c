import {
  createSortedSetData,
  type CommandDefinition,
  type RedisDatabase,
  type RedisDataValue,
} from 'js-redis-server/core'
import { hideKey, rawValue } from './raw-value.ts'

/**
 * The destination of an operation on sorted sets may hold any type: it is replaced, unless the
 * command fails. A set may be an input too, and then stands for a sorted set with scores of 1.
 */
export function freeZsetDestination(definition: CommandDefinition): CommandDefinition {
  return {
    ...definition,
    execute(args, ctx) {
      const [destination, ...sources] = definition.keys(args)
      const value = destination ? rawValue(ctx.db, destination) : null
      if (!destination || value === null || value.type === 'zset') {
        return definition.execute(args, ctx)
      }
      const isSource = sources.some((key) => key.equals(destination))
      const { db } = ctx
      return inPlaceOf(db, destination, () => {
        if (isSource && value.type === 'set') db.set(destination, zsetOf(value))
        return definition.execute(args, ctx)
      })
    },
  }
}

/** Runs what may put something else at the key; the key is as it was when that fails. */
function inPlaceOf<Result>(db: RedisDatabase, key: Buffer, run: () => Result): Result {
  const putBack = hideKey(db, key)
  try {
    const result = run()
    if (db.getType(key) === null) {
      putBack()
      db.delete(key)
    }
    return result
  } catch (error) {
    putBack()
    throw error
  }
}

function zsetOf({ members }: Extract<RedisDataValue, { type: 'set' }>): RedisDataValue {
  const zset = createSortedSetData()
  for (const [id, member] of members) zset.members.set(id, { member, score: 1 })
  return zset
}
