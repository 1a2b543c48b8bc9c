import {
  RedisSyntaxError,
  RedisValue,
  type CommandDefinition,
  type RedisServerState,
} from 'js-redis-server/core'
import { rawValue } from '../adapters/raw-value.ts'
import type { MemoryUse } from '../memory-use.ts'
import type { Encodings } from '../encodings.ts'
import { redisSize } from '../redis-size.ts'
import { command, ok, word, type Arguments } from './command.ts'
import { integerOf } from './integer.ts'
import { memoryStats } from './memory-stats.ts'
import { notAvailable } from './refuse.ts'

const doctorReport =
  "Hi Sam, this instance is empty or is using very little memory, my issues detector can't be used in these conditions. Please, leave for your mission on Earth and fill it with some data. The new Sam and I will be back to our programming as soon as I finished rebooting.\n"

/** Sizes are those of redis-server, as far as they can be known. */
export function memory(use: MemoryUse, encodings: Encodings): CommandDefinition {
  return command('memory', ([subcommand, key, ...options], { db, server }) => {
    switch (word(subcommand)) {
      case 'usage': {
        const samples = samplesOf(options)
        const value = key === undefined ? null : rawValue(db, key)
        if (key === undefined || value === null) return RedisValue.null()
        return RedisValue.integer(redisSize(key, value, encodings.of(value), samples))
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

/** How many elements are looked at; 0 is all of them. */
function samplesOf(options: Arguments): number {
  let samples = 5
  for (let at = 0; at < options.length; at += 2) {
    if (word(options[at]) !== 'samples' || at + 1 >= options.length) throw new RedisSyntaxError()
    samples = Number(integerOf(options[at + 1]))
    if (samples < 0) throw new RedisSyntaxError()
  }
  return samples
}
