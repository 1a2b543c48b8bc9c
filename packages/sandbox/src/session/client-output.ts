import { Pieces } from '../pieces.ts'
import type { ClientPort } from './client-port.ts'

/** Bytes that a client has not taken: above the first it is read and answered slower, above the second dropped. */
const CLOGGED_BYTES = 1 << 20
const DROPPED_BYTES = 8 << 20

/** What goes to a client, gathered and sent in one piece. */
export class ClientOutput {
  readonly #port: ClientPort
  readonly #pieces = new Pieces()

  constructor(port: ClientPort) {
    this.#port = port
  }

  /** The bytes are taken over. */
  add(bytes: Uint8Array): void {
    this.#pieces.add(bytes, 0, bytes.length)
  }

  /** Sends what was gathered; tells how the client keeps up. */
  flush(): 'flowing' | 'clogged' | 'lost' {
    const bytes = this.#pieces.take()
    if (bytes === undefined) return 'flowing'
    this.#port.send(bytes)
    const waiting = this.#port.bufferedBytes
    if (waiting <= CLOGGED_BYTES) return 'flowing'
    return waiting > DROPPED_BYTES ? 'lost' : 'clogged'
  }
}
