import { RedisCommandError } from 'js-redis-server/core'

/** What a container says of a subcommand whose arguments it cannot read. */
export function subcommandError(
  container: string,
  subcommand: Buffer | undefined,
): RedisCommandError {
  const given = subcommand?.toString('latin1').slice(0, 128) ?? ''
  return new RedisCommandError(
    `unknown subcommand or wrong number of arguments for '${given}'. Try ${container} HELP.`,
  )
}
