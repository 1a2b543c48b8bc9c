import { RedisCommandError } from 'js-redis-server/core'

/** For what this engine cannot do truly: it names the command and the way to a real server. */
export function notAvailable(name: string): RedisCommandError {
  return new RedisCommandError(
    `${name.toUpperCase()} is not available on the embedded engine. Run Keyspace with redis-server installed (SANDBOX_ENGINE=dedicated) to use it.`,
  )
}
