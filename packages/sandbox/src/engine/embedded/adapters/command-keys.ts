import { checkArity, findCommand, keyPositions, type CommandSpec } from '@keyspace/redis-lang'
import { RedisCommandError, RedisValue } from 'js-redis-server/core'
import type { Arguments } from '../commands/command.ts'

/** COMMAND GETKEYS by Redis's own table. Source: getKeysSubcommand of Redis 7.0. */
export function keysOf(argv: Arguments): RedisValue {
  const spec = specOf(argv)
  if (!spec) throw new RedisCommandError('Invalid command specified')
  if (spec.keySpecs.length === 0) throw new RedisCommandError('The command has no key arguments')
  if (checkArity(argv) !== undefined) {
    throw new RedisCommandError('Invalid number of arguments specified for command')
  }
  const keys = keyPositions(argv).flatMap((at) => argv[at] ?? [])
  // Its sources may be none when it runs, but not here.
  const isShort = spec.name === 'pfmerge' && keys.length < 2
  if (isShort || (keys.length === 0 && !spec.flags.has('no_mandatory_keys'))) {
    throw new RedisCommandError('Invalid arguments specified for command')
  }
  return RedisValue.array(keys.map((key) => RedisValue.bulkString(key)))
}

/** A container without one of its subcommands is no command. */
function specOf(argv: Arguments): CommandSpec | undefined {
  const spec = findCommand(argv)
  return spec && spec.subcommands.size > 0 ? undefined : spec
}
