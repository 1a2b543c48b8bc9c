import { RedisCommandError } from 'js-redis-server/core'
import { command } from './command.ts'

/** What a server answers that is no node of a cluster. */
export const clusterCommands = ['cluster', 'readonly', 'readwrite', 'asking'].map((name) =>
  command(name, () => {
    throw new RedisCommandError('This instance has cluster support disabled')
  }),
)
