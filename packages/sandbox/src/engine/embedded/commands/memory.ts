import {
  RedisSyntaxError,
  RedisValue,
  type CommandDefinition,
  type RedisServerState,
} from 'js-redis-server/core'
import { rawValue } from '../adapters/raw-value.ts'
import type { MemoryUse } from '../memory-use.ts'
import { sizeOf } from '../value-size.ts'
import { command, ok, word, type Arguments } from './command.ts'
import { integerOf } from './integer.ts'
import { memoryStats } from './memory-stats.ts'
import { notAvailable } from './refuse.ts'

const doctorReport =
  "Hi Sam, this instance is empty or is using very little memory, my issues detector can't be used in these conditions. Please, leave for your mission on Earth and fill it with some data. The new Sam and I will be back to our programming as soon as I finished rebooting.\n"

/** Sizes are estimates of what redis-server would use: right in proportion, not to the byte. */
export function memory(use: MemoryUse): CommandDefinition {
  return command('memory', ([subcommand, key, ...options], { db, server }) => {
    switch (word(subcommand)) {
      case 'usage': {
        checkSamples(options)
        const value = key === undefined ? null : rawValue(db, key)
        if (key === undefined || value === null) return RedisValue.null()
        return RedisValue.integer(sizeOf(key, value))
      }
      case 'doctor':
        return RedisValue.verbatim('txt', Buffer.from(doctorReport))
      case 'purge':
        return ok
      case 'stats':
        return memoryStats(use.bytes, keyCount(server))
      default:
        throw notAvailable(`memory ${word(subcommand)}`)
    }
  })
}

function keyCount(server: RedisServerState): number {
  return server.databases.reduce((sum, database) => sum + database.size(), 0)
}

function checkSamples(options: Arguments): void {
  for (let at = 0; at < options.length; at += 2) {
    if (word(options[at]) !== 'samples' || at + 1 >= options.length) throw new RedisSyntaxError()
    if (integerOf(options[at + 1]) < 0) throw new RedisSyntaxError()
  }
}
