import { Duplex } from 'stream'
import type { Tunnel, Tunnels } from './tunnels.ts'

/** A connection as ioredis expects one: a stream with the few methods of `net.Socket` that it calls. */
export class TunnelStream extends Duplex {
  connecting = true
  /** What ioredis names in its messages. */
  readonly remoteAddress = 'your sandbox'
  readonly remotePort = 6379
  private readonly tunnel: Tunnel

  constructor(tunnels: Tunnels) {
    super({ emitClose: true, autoDestroy: true })
    this.tunnel = tunnels.open({
      onOpened: () => {
        this.connecting = false
        this.emit('connect')
      },
      onBytes: (bytes) => this.push(Buffer.from(bytes)),
      onClosed: (reason) => this.destroy(reason === '' ? undefined : new Error(reason)),
    })
  }

  override _read(): void {
    // Bytes come when Redis sends them.
  }

  override _write(chunk: Uint8Array, _encoding: string, done: () => void): void {
    // A copy: ioredis may use its buffer again.
    this.tunnel.send(Uint8Array.from(chunk))
    done()
  }

  override _final(done: () => void): void {
    this.tunnel.close()
    this.push(null)
    done()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.tunnel.close()
    done(error)
  }

  setNoDelay(): this {
    return this
  }

  setKeepAlive(): this {
    return this
  }

  /** The page that runs the program watches the clock. */
  setTimeout(): this {
    return this
  }
}
