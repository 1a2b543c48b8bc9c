import {
  createSortedSetData,
  type CommandDefinition,
  type RedisDatabase,
} from 'js-redis-server/core'
import { rawValue } from './raw-value.ts'

/**
 * The destination of an operation on sorted sets may hold any type: it is replaced. A set may be an
 * input too, and then stands for a sorted set with scores of 1.
 */
export function freeZsetDestination(definition: CommandDefinition): CommandDefinition {
  return {
    ...definition,
    execute(args, ctx) {
      const [destination] = definition.keys(args)
      if (destination) free(ctx.db, destination)
      return definition.execute(args, ctx)
    },
  }
}

function free(db: RedisDatabase, key: Buffer): void {
  const value = rawValue(db, key)
  if (value === null || value.type === 'zset') return
  if (value.type !== 'set') {
    db.delete(key)
    return
  }
  const zset = createSortedSetData()
  for (const [id, member] of value.members) zset.members.set(id, { member, score: 1 })
  db.set(key, zset)
}
