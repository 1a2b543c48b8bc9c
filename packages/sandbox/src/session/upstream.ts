import type { EngineConnection } from '../engine/engine.ts'
import { Pieces } from '../pieces.ts'
import { ReplyStream, type ReplySink } from './reply-stream.ts'
import type { SessionHome } from './session-home.ts'

export interface UpstreamEvents {
  /** Bytes came and are to be given to `read`. */
  onData(upstream: Upstream, chunk: Uint8Array): void
  /** It ended, and not by our `close`. */
  onLost(): void
}

/** A session's own connection to the sandbox's Redis. */
export class Upstream {
  readonly #connection: EngineConnection
  readonly #replies: ReplyStream
  readonly #pieces = new Pieces()
  #closed = false

  constructor(home: SessionHome, sink: ReplySink, events: UpstreamEvents) {
    this.#replies = new ReplyStream(home.limits, sink)
    this.#connection = home.connect({
      onData: (chunk) => {
        if (!this.#closed) events.onData(this, chunk)
      },
      onClose: () => {
        if (!this.#closed) events.onLost()
      },
    })
  }

  /** Bytes that the replies may still have together. */
  set budget(bytes: number) {
    this.#replies.budget = bytes
  }

  read(chunk: Uint8Array): void {
    this.#replies.push(chunk)
  }

  /** Gathers a command, `bytes[start..end)`; `flush` sends. */
  add(bytes: Uint8Array, start: number, end: number): void {
    this.#pieces.add(bytes, start, end)
  }

  flush(): void {
    const bytes = this.#pieces.take()
    if (bytes !== undefined) this.#connection.write(bytes)
  }

  pause(): void {
    this.#connection.pause()
  }

  resume(): void {
    this.#connection.resume()
  }

  close(): void {
    this.#closed = true
    this.#replies.stop()
    this.#connection.close()
  }
}
