import type { ClientPort } from './client-port.ts'

/** Bytes that a client has not taken: above the first it is read and answered slower, above the second dropped. */
const CLOGGED_BYTES = 1 << 20
const DROPPED_BYTES = 8 << 20

/** What goes to a client, gathered and sent in one piece. */
export class ClientOutput {
  readonly #port: ClientPort
  #pieces: Uint8Array[] = []

  constructor(port: ClientPort) {
    this.#port = port
  }

  /** The bytes are taken over. */
  add(bytes: Uint8Array): void {
    this.#pieces.push(bytes)
  }

  /** Sends what was gathered; tells how the client keeps up. */
  flush(): 'flowing' | 'clogged' | 'lost' {
    const pieces = this.#pieces
    const first = pieces[0]
    if (first === undefined) return 'flowing'
    this.#pieces = []
    this.#port.send(pieces.length === 1 ? first : Buffer.concat(pieces))
    const waiting = this.#port.bufferedBytes
    if (waiting <= CLOGGED_BYTES) return 'flowing'
    return waiting > DROPPED_BYTES ? 'lost' : 'clogged'
  }
}
