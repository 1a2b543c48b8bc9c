import type {
  ConnectionHandlers,
  EngineConnection,
  InstanceEnd,
  RedisInstance,
  Touched,
} from '../engine.ts'
import { Residence, type ResidenceOptions } from './residence.ts'
import type { FromWorker } from './worker-protocol.ts'

/** A Worker hosts one server; the protocol has room for more (docs/performance.md). */
export const server = 1

/** One sandbox's Redis: in a Worker while it is used, set aside as bytes while it rests. */
export class EmbeddedInstance implements RedisInstance {
  readonly kind = 'embedded'
  readonly ended: Promise<InstanceEnd>
  readonly #residence: Residence
  readonly #connections = new Map<number, ConnectionHandlers>()
  readonly #listeners = new Set<(touched: Touched) => void>()
  #lastConnection = 0

  constructor(options: Omit<ResidenceOptions, 'server' | 'receive' | 'isWatched'>) {
    this.#residence = new Residence({
      ...options,
      server,
      receive: (message) => this.#receive(message),
      isWatched: () => this.#listeners.size > 0,
    })
    this.ended = this.#residence.ended.then((end) => {
      this.#closeAll()
      return end
    })
  }

  connect(handlers: ConnectionHandlers): EngineConnection {
    return this.#open(handlers, false)
  }

  connectAdmin(handlers: ConnectionHandlers): EngineConnection {
    return this.#open(handlers, true)
  }

  onTouched(listener: (touched: Touched) => void): () => void {
    if (this.#listeners.size === 0) this.#residence.post({ kind: 'watch', server })
    this.#listeners.add(listener)
    return () => {
      if (!this.#listeners.delete(listener) || this.#listeners.size > 0) return
      this.#residence.post({ kind: 'unwatch', server })
    }
  }

  async kill(): Promise<void> {
    await this.#residence.end()
    await this.ended
  }

  #open(handlers: ConnectionHandlers, admin: boolean): EngineConnection {
    const connection = ++this.#lastConnection
    const residence = this.#residence
    this.#connections.set(connection, handlers)
    residence.post({ kind: 'open', server, connection, admin })
    return {
      write: (bytes) => residence.post({ kind: 'data', connection, bytes }),
      pause: () => residence.post({ kind: 'pause', connection }),
      resume: () => residence.post({ kind: 'resume', connection }),
      close: () => residence.post({ kind: 'close', connection }),
    }
  }

  #receive(message: FromWorker): void {
    switch (message.kind) {
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
      case 'ready':
      case 'frozen':
      case 'busy':
      case 'ended':
        return
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
