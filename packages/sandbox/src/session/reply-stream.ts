import { ReplyScanner } from '@keyspace/redis-lang'
import type { Limits } from '../limits.ts'

export interface ReplySink {
  /**
   * Takes the frame that just ended, `chunk[from..end)`, as answered when nobody has to look at it;
   * its bytes are passed on.
   */
  passUnseen(scanner: ReplyScanner, chunk: Uint8Array, from: number, end: number): boolean
  /** True when something of our own is due before the next frame. */
  readonly interrupted: boolean
  interrupt(): void
  /** A view, good during the call. */
  pass(bytes: Uint8Array): void
  /** A whole frame to look at (a view), or why it was thrown away. */
  frame(frame: Uint8Array | string, scanner: ReplyScanner): void
  /** True when the reply that is arriving may be of any size. */
  readonly trusted: boolean
}

/** The limits are ours to tell, so the scanner's own must not be met first. */
const unbounded = { maxBytes: 2 ** 50, maxElements: 2 ** 50, maxDepth: 2 ** 20 }

/**
 * Cuts what Redis sends into frames, and passes runs of them on in one piece where nobody has to
 * look. A frame that goes on in the next chunk is held back until it is whole, so that one that
 * turns out to be over a limit can be replaced by an error.
 */
export class ReplyStream {
  readonly #scanner = new ReplyScanner(unbounded)
  readonly #limits: Limits
  readonly #sink: ReplySink
  #held: Uint8Array[] = []
  #tooBig: string | undefined
  #stopped = false
  /** Bytes that may still be passed over all replies; a request over HTTP has a budget. */
  budget = Number.POSITIVE_INFINITY

  constructor(limits: Limits, sink: ReplySink) {
    this.#limits = limits
    this.#sink = sink
  }

  /** The connection was given up: what is left of a chunk is nobody's. */
  stop(): void {
    this.#stopped = true
  }

  push(chunk: Uint8Array): void {
    const sink = this.#sink
    const scanner = this.#scanner
    let from = 0
    let passFrom = 0
    while (from < chunk.length) {
      const end = scanner.scan(chunk, from)
      this.#measure()
      if (end === -1) {
        this.#pass(chunk, passFrom, from)
        if (this.#tooBig === undefined) this.#held.push(new Uint8Array(chunk.subarray(from)))
        else this.#held = []
        return
      }
      this.budget -= scanner.bytes
      if (
        this.#held.length === 0 &&
        this.#tooBig === undefined &&
        sink.passUnseen(scanner, chunk, from, end)
      ) {
        if (sink.interrupted) {
          this.#pass(chunk, passFrom, end)
          passFrom = end
          sink.interrupt()
        }
      } else {
        this.#pass(chunk, passFrom, from)
        passFrom = end
        sink.frame(this.#wholeFrame(chunk.subarray(from, end)), scanner)
      }
      if (this.#stopped) return
      from = end
    }
    this.#pass(chunk, passFrom, from)
  }

  #pass(chunk: Uint8Array, from: number, end: number): void {
    if (end > from) this.#sink.pass(chunk.subarray(from, end))
  }

  #wholeFrame(rest: Uint8Array): Uint8Array | string {
    const tooBig = this.#tooBig
    const frame = this.#held.length === 0 ? rest : Buffer.concat([...this.#held, rest])
    this.#held = []
    this.#tooBig = undefined
    return tooBig ?? frame
  }

  #measure(): void {
    const { expectedBytes, elements, depth } = this.#scanner
    const { replyBytes, replyElements, replyDepth } = this.#limits
    if (expectedBytes > replyBytes || elements > replyElements || depth > replyDepth) {
      if (!this.#sink.trusted) this.#tooBig ??= this.#describe()
    } else if (expectedBytes > this.budget) {
      this.#tooBig ??=
        'ERR The replies of this request are too big together; ask for less in one request.'
    }
  }

  #describe(): string {
    const { expectedBytes, elements, depth } = this.#scanner
    const { replyBytes, replyElements, replyDepth } = this.#limits
    const [what, most] =
      expectedBytes > replyBytes
        ? [`${expectedBytes} bytes`, `${replyBytes} bytes`]
        : elements > replyElements
          ? [`${elements} elements`, `${replyElements} elements`]
          : [`${depth} levels`, `${replyDepth} levels`]
    return `ERR The reply has ${what} or more; a sandbox passes on at most ${most}. Ask for less: a range, COUNT, or SCAN.`
  }
}
