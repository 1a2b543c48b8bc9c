import type { CreatedSandbox, WatchEvent } from '@keyspace/protocol'
import type { Argv, Reply } from '@keyspace/redis-lang'
import { keepConnected, type Link, type RetryClock } from '../../transport/keep-connected.ts'
import { ConnectionLost, type Transport } from '../../transport/transport.ts'
import { readWatchEvent, WATCH_ON } from '../keyspace/watch.ts'

interface Watching {
  readonly transport: Transport
  readonly clock: RetryClock
  readonly sandbox: CreatedSandbox
  /** It watches, for the first time or again. */
  readonly onUp: () => void
  /** What happened in the sandbox; what the watcher itself asks is left out. */
  readonly onEvent: (event: WatchEvent) => void
  /** An attempt to connect failed. Says whether to go on trying. */
  readonly onFailed: () => Promise<'retry' | 'stop'>
}

/** The connection that sees what all the others do. */
export interface Watcher extends Pick<Link, 'renew' | 'stop'> {
  /**
   * Asks for something beside the terminals: no learner sees it and no check counts it. Rejects with
   * {@link ConnectionLost}.
   */
  readonly ask: (commands: readonly Argv[]) => Promise<readonly Reply[]>
}

export function watchSandbox({
  transport,
  clock,
  sandbox,
  onUp,
  onEvent,
  onFailed,
}: Watching): Watcher {
  let ownId = ''
  const link = keepConnected({
    connect: (onClose) => transport.connect({ sandbox, protocol: 3, onMessage: hear, onClose }),
    clock,
    onUp: (connection) => {
      ownId = connection.clientId
      onUp()
      connection.request(WATCH_ON).catch(() => null)
    },
    onDown: () => undefined,
    onFailed,
  })

  function hear(message: Reply): void {
    const event = readWatchEvent(message)
    if (event === undefined || (event.kind === 'command' && event.client === ownId)) return
    onEvent(event)
  }

  function ask(commands: readonly Argv[]): Promise<readonly Reply[]> {
    const connection = link.current()
    if (connection === null) return Promise.reject(new ConnectionLost(''))
    return Promise.all(commands.map((argv) => connection.request(argv)))
  }

  return { ask, renew: link.renew, stop: link.stop }
}
