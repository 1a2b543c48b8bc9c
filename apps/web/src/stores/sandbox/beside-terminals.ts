import type { ShallowRef, Ref } from 'vue'
import type { CreatedSandbox } from '@keyspace/protocol'
import {
  ConnectionLost,
  type Connection,
  type Transport,
  type Tunnel,
  type TunnelOptions,
} from '../../transport/transport.ts'

/** What they need of the store. */
interface Open {
  readonly transport: Transport
  readonly sandbox: Readonly<ShallowRef<CreatedSandbox | null>>
  readonly lastStep: Readonly<Ref<number>>
  /** Makes a sandbox like the open one was when it began. */
  readonly createFresh: () => ReturnType<Transport['api']['create']>
  /** The time line knows the client by that name from now on. */
  readonly named: (clientId: string, name: string) => void
}

/** Connections to the open sandbox that are no terminal's. */
export interface BesideTerminals {
  /**
   * A connection of its own beside the terminals, from `delayMs` further away; who opened it closes
   * it. Other connections do not feel the delay. With a name the time line knows it by that. Rejects with {@link ConnectionLost}.
   */
  readonly connectFrom: (delayMs: number, name?: string) => Promise<Connection>
  /**
   * A connection to a copy of the sandbox as it is now, to try something out; `close` ends the copy,
   * too. Null when the server made none. Rejects with {@link ConnectionLost}.
   */
  readonly openCopy: () => Promise<Pick<Connection, 'request' | 'close'> | null>
  /**
   * A connection of its own for a program beside the page. The time line and the checks know it by that
   * name. Rejects with {@link ConnectionLost}.
   */
  readonly tunnel: (
    name: string,
    events: Pick<TunnelOptions, 'onBytes' | 'onClose'>,
  ) => Promise<Tunnel>
}

export function besideTerminals({
  transport,
  sandbox,
  lastStep,
  createFresh,
  named,
}: Open): BesideTerminals {
  async function connectFrom(delayMs: number, name = ''): Promise<Connection> {
    const current = sandbox.value
    if (current === null) throw new ConnectionLost('')
    const ignore = (): void => undefined
    const options = { sandbox: current, protocol: 3, delayMs } as const
    const opened = await transport.connect({ ...options, onMessage: ignore, onClose: ignore })
    if (name !== '') named(opened.clientId, name)
    return opened
  }

  async function openCopy(): Promise<Pick<Connection, 'request' | 'close'> | null> {
    const source = sandbox.value
    if (source === null) throw new ConnectionLost('')
    const { api } = transport
    const answer = await (lastStep.value === 0 ? createFresh() : api.branch(source, lastStep.value))
    if (answer.kind !== 'ok') return null
    const copy = answer.value
    const ignore = (): void => undefined
    const options = { sandbox: copy, protocol: 2, onMessage: ignore, onClose: ignore } as const
    const connection = await transport.connect(options)
    return {
      request: (argv) => connection.request(argv),
      close: () => {
        connection.close()
        void api.remove(copy)
      },
    }
  }

  async function tunnel(
    name: string,
    events: Pick<TunnelOptions, 'onBytes' | 'onClose'>,
  ): Promise<Tunnel> {
    const current = sandbox.value
    if (current === null) throw new ConnectionLost('')
    const opened = await transport.tunnel({ sandbox: current, ...events })
    named(opened.clientId, name)
    return opened
  }

  return { connectFrom, openCopy, tunnel }
}
