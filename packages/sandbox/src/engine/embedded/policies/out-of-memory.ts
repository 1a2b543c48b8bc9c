import { redisErrors } from '@keyspace/redis-lang'
import { RedisResult } from 'js-redis-server/core'
import type { MemoryUse } from '../memory-use.ts'
import type { Policy } from './policy.ts'

/** Refuses what may add data once the data takes more than `limit` bytes. */
export function outOfMemory(use: MemoryUse, limit: () => number): Policy {
  return {
    name: 'out-of-memory',
    beforeExecute({ flags }, { session, transactionReplay }) {
      if (use.bytes <= limit() || !flags.includes('denyoom')) return undefined
      // Redis asks when a command is queued, not when EXEC runs it.
      if (transactionReplay === true && session.mode !== 'transaction') return undefined
      return RedisResult.error(redisErrors.outOfMemory)
    },
  }
}
