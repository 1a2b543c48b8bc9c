import { RedisCommandError, RedisValue, WrongNumberOfArgumentsError } from 'js-redis-server/core'
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
  const globs = patterns.map((pattern) => globOf(pattern.toString('latin1'), 'i'))
  const shown = settings.names().filter((name) => globs.some((glob) => glob.test(name)))
  return RedisValue.map(shown.map((name) => [text(name), text(settings.get(name))]))
}

function change(settings: Settings, words: Arguments): void {
  if (words.length % 2 !== 0) throw new WrongNumberOfArgumentsError('config|set')
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
