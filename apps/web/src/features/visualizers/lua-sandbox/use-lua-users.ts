import { onBeforeUnmount } from 'vue'
import { USERS } from '@keyspace/visualizer/lua-sandbox'
import { useSandbox } from '../../../stores/sandbox.ts'
import type { Connection } from '../../../transport/transport.ts'
import { argvOf } from './argv-bytes.ts'

export interface LuaUsers {
  /** The three, each a connection of its own; opened when they are wanted. */
  readonly open: () => Promise<readonly Connection[]>
  /** `U1` to `U3` for one of their CLIENT IDs; anybody else as they are. */
  readonly nameOf: (client: string) => string
}

/** The three other users of the learner's Redis. */
export function useLuaUsers(): LuaUsers {
  const sandbox = useSandbox()
  let connections: Connection[] = []
  let owner = ''

  async function open(): Promise<readonly Connection[]> {
    const current = sandbox.sandbox?.id ?? ''
    const works = await Promise.all(
      connections.map((each) => each.request(argvOf('PING')).catch(() => null)),
    )
    if (owner === current && works.length === USERS.length && !works.includes(null)) {
      return connections
    }
    close()
    connections = await Promise.all(USERS.map(() => sandbox.connectFrom(0)))
    // As redis-cli speaks by default, so that replies look as in the terminals.
    await Promise.all(connections.map((each) => each.request(argvOf('HELLO', '2'))))
    owner = current
    return connections
  }

  function close(): void {
    for (const each of connections) each.close()
    connections = []
  }

  onBeforeUnmount(close)
  return {
    open,
    nameOf: (client) => {
      const at = connections.findIndex(({ clientId }) => clientId === client)
      return USERS[at] ?? client
    },
  }
}
