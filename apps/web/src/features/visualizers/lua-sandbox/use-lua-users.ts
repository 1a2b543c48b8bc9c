import { onBeforeUnmount } from 'vue'
import { USERS } from '@keyspace/visualizer/lua-sandbox'
import { useSandbox } from '../../../stores/sandbox.ts'
import type { Connection } from '../../../transport/transport.ts'
import { argvOf } from './argv-bytes.ts'

/** The three other users of the learner's Redis, each a connection of its own; opened when they are wanted. */
export type OpenUsers = () => Promise<readonly Connection[]>

/** See {@link OpenUsers}; they leave with the visualizer. Opening rejects when the connection is lost. */
export function useLuaUsers(): OpenUsers {
  const sandbox = useSandbox()
  let connections: Connection[] = []
  let owner = ''

  function close(): void {
    for (const each of connections) each.close()
    connections = []
  }

  onBeforeUnmount(close)
  return async () => {
    const current = sandbox.sandbox?.id ?? ''
    const pongs = await Promise.all(
      connections.map((each) => each.request(argvOf('PING')).catch(() => null)),
    )
    if (owner === current && pongs.length === USERS.length && !pongs.includes(null)) {
      return connections
    }
    close()
    connections = await Promise.all(USERS.map((user) => sandbox.connectFrom(0, user)))
    // As redis-cli speaks by default, so that replies look as in the terminals.
    await Promise.all(connections.map((each) => each.request(argvOf('HELLO', '2'))))
    owner = current
    return connections
  }
}
