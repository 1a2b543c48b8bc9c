import type {
  ConnectionHandlers,
  EngineConnection,
  InstanceEnd,
  RedisInstance,
  Touched,
} from '../engine.ts'
import type { FromWorker } from './worker-protocol.ts'
import type { WorkerHost } from './worker-host.ts'

export interface InstanceOptions {
  readonly host: WorkerHost
  readonly user: string
  readonly memoryBytes: number
}

/** For now a Worker hosts one server; the protocol has room for more (docs/performance.md). */
const server = 1

/** One sandbox's Redis in a Worker. */
export class EmbeddedInstance implements RedisInstance {
  readonly kind = 'embedded'
  readonly ended: Promise<InstanceEnd>
  readonly #host: WorkerHost
  readonly #connections = new Map<number, ConnectionHandlers>()
  readonly #listeners = new Set<(touched: Touched) => void>()
  #lastConnection = 0

  constructor({ host, user, memoryBytes }: InstanceOptions) {
    this.#host = host
    this.ended = host.ended.then((end) => {
      this.#closeAll()
      return end
    })
    host.onMessage((message) => this.#receive(message))
    host.post({ kind: 'launch', server, user, memoryBytes })
  }

  connect(handlers: ConnectionHandlers): EngineConnection {
    return this.#open(handlers, false)
  }

  connectAdmin(handlers: ConnectionHandlers): EngineConnection {
    return this.#open(handlers, true)
  }

  onTouched(listener: (touched: Touched) => void): () => void {
    if (this.#listeners.size === 0) this.#host.post({ kind: 'watch', server })
    this.#listeners.add(listener)
    return () => {
      if (!this.#listeners.delete(listener) || this.#listeners.size > 0) return
      this.#host.post({ kind: 'unwatch', server })
    }
  }

  async kill(): Promise<void> {
    await this.#host.kill()
    await this.ended
  }

  #open(handlers: ConnectionHandlers, admin: boolean): EngineConnection {
    const connection = ++this.#lastConnection
    const host = this.#host
    this.#connections.set(connection, handlers)
    host.post({ kind: 'open', server, connection, admin })
    return {
      write: (bytes) => host.post({ kind: 'data', connection, bytes }),
      pause: () => host.post({ kind: 'pause', connection }),
      resume: () => host.post({ kind: 'resume', connection }),
      close: () => host.post({ kind: 'close', connection }),
    }
  }

  #receive(message: FromWorker): void {
    switch (message.kind) {
      case 'ready':
        return
      case 'data':
        return this.#connections.get(message.connection)?.onData(message.bytes)
      case 'closed': {
        this.#closed(message.connection)
        return
      }
      case 'touched': {
        this.#tell({ kind: 'keys', keys: message.keys })
        return
      }
      case 'touched-all': {
        this.#tell({ kind: 'all' })
        return
      }
    }
  }

  #tell(touched: Touched): void {
    for (const listener of [...this.#listeners]) listener(touched)
  }

  #closed(connection: number): void {
    const handlers = this.#connections.get(connection)
    this.#connections.delete(connection)
    handlers?.onClose()
  }

  #closeAll(): void {
    for (const connection of [...this.#connections.keys()]) this.#closed(connection)
  }
}
