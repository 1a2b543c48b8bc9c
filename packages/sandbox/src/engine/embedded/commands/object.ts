import { RedisCommandError, RedisValue, type CommandDefinition } from 'js-redis-server/core'
import type { AccessTimes } from '../access-times.ts'
import type { Encodings } from '../encodings.ts'
import { rawValue } from '../adapters/raw-value.ts'
import { command, text, word } from './command.ts'
import { notAvailable } from './refuse.ts'

export interface ObjectNeeds {
  readonly encodings: Encodings
  readonly accessTimes: AccessTimes
}

/** Source: https://redis.io/docs/latest/commands/object-encoding/ */
export function object({ encodings, accessTimes }: ObjectNeeds): CommandDefinition {
  return command('object', ([subcommand, key], { db }) => {
    const value = key === undefined ? null : rawValue(db, key)
    if (key === undefined || value === null) return RedisValue.null()
    switch (word(subcommand)) {
      case 'encoding':
        return text(encodings.of(value))
      case 'refcount':
        return RedisValue.integer(encodings.isShared(value) ? 2 ** 31 - 1 : 1)
      case 'idletime':
        return RedisValue.integer(accessTimes.idleSeconds(db.id, key))
      case 'freq':
        throw new RedisCommandError(
          'An LFU maxmemory policy is not selected, access frequency not tracked. Please note that when switching between policies at runtime LRU and LFU data will take some time to adjust.',
        )
      default:
        throw notAvailable(`object ${word(subcommand)}`)
    }
  })
}
