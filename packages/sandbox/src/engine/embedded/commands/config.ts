import {
  RedisCommandError,
  RedisSyntaxError,
  RedisValue,
  WrongNumberOfArgumentsError,
} from 'js-redis-server/core'
import type { CommandDefinition } from 'js-redis-server/core'
import { command, ok, text, word, type Arguments } from './command.ts'
import { globOf } from './glob.ts'
import type { ServerStats } from '../server-stats.ts'
import { notAvailable } from './refuse.ts'
import type { Settings } from './settings.ts'

export function config(
  settings: Settings,
  changed: () => void,
  stats: ServerStats,
): CommandDefinition {
  return command('config', ([subcommand, ...rest]) => {
    switch (word(subcommand)) {
      case 'get':
        return show(settings, rest)
      case 'set':
        change(settings, rest)
        changed()
        return ok
      case 'resetstat':
        stats.reset()
        return ok
      case 'rewrite':
        throw new RedisCommandError('The server is running without a config file')
      default:
        throw notAvailable(`config ${word(subcommand)}`)
    }
  })
}

function show(settings: Settings, patterns: Arguments): RedisValue {
  const shown = new Set(
    patterns.flatMap((pattern) => namesOf(settings, pattern.toString('latin1'))),
  )
  return RedisValue.map([...shown].map((name) => [text(name), text(settings.get(name))]))
}

/** A name comes back as it was written, what a pattern finds as it is called. */
function namesOf(settings: Settings, pattern: string): readonly string[] {
  const glob = globOf(pattern, 'i')
  const found = settings.names().filter((name) => glob.test(name))
  return /[*?[]/.test(pattern) || found.length === 0 ? found : [pattern]
}

function change(settings: Settings, words: Arguments): void {
  if (words.length < 2) throw new WrongNumberOfArgumentsError('config|set')
  if (words.length % 2 !== 0) throw new RedisSyntaxError()
  const pairs = words.flatMap((name, at) =>
    at % 2 === 0 ? [[word(name), words[at + 1]?.toString('latin1') ?? ''] as const] : [],
  )
  const names = pairs.map(([name]) => name)
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined) {
    throw new RedisCommandError(
      `CONFIG SET failed (possibly related to argument '${twice}') - duplicate parameter`,
    )
  }
  settings.set(pairs)
}
