import { RedisCommandError } from 'js-redis-server/core'

/** For what this engine cannot do truly: it names the command, or the use of it, and the way to a real server. */
export function notAvailable(name: string, use = ''): RedisCommandError {
  const what = [name.toUpperCase(), use].filter(Boolean).join(' ')
  return new RedisCommandError(
    `${what} is not available on the embedded engine. Run Keyspace with redis-server installed (SANDBOX_ENGINE=dedicated) to use it.`,
  )
}
