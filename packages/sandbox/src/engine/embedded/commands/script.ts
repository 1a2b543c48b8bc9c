import {
  RedisCommandError,
  RedisResult,
  RedisValue,
  ScriptFlushOptionError,
  type CommandDefinition,
} from 'js-redis-server/core'
import type { ScriptStore } from '../lua/script-store.ts'
import { asyncCommand, ok, text, word } from './command.ts'
import { notAvailable } from './refuse.ts'

export function script(store: ScriptStore): CommandDefinition {
  return asyncCommand('script', async ([subcommand, ...rest], { server }) => {
    switch (word(subcommand)) {
      case 'load': {
        const { sha } = await store.add(server, rest[0] ?? Buffer.alloc(0))
        return RedisResult.create(text(sha))
      }
      case 'exists': {
        const found = rest.map((sha) => server.scriptCache.exists(sha.toString('latin1')))
        return RedisResult.create(
          RedisValue.array(found.map((exists) => RedisValue.integer(Number(exists)))),
        )
      }
      case 'flush':
        if (rest.length > 1 || !['', 'sync', 'async'].includes(word(rest[0]))) {
          throw new ScriptFlushOptionError()
        }
        server.scriptCache.flush()
        return RedisResult.create(ok)
      case 'kill':
        throw new RedisCommandError('No scripts in execution right now.', 'NOTBUSY')
      default:
        throw notAvailable(`script ${word(subcommand)}`)
    }
  })
}
