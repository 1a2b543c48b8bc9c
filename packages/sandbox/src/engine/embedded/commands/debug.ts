import { RedisCommandError } from 'js-redis-server/core'
import { command } from './command.ts'

/** As on a server with `enable-debug-command no`. */
export const debug = command('debug', () => {
  throw new RedisCommandError(
    'DEBUG command not allowed. If the enable-debug-command option is set to "local", you can run it from a local connection, otherwise you need to set this option in the configuration file, and then restart the server.',
  )
})
