import type { DecodedCommand, Reply } from '@keyspace/redis-lang'
import type { CommandEntry } from './command-table.ts'
import type { Transaction } from './transaction.ts'

/**
 * What a client's command waits for.
 * - `upstream`: Redis's reply, passed on.
 * - `poison`: Redis's reply to a command sent in place of a refused one inside MULTI; replaced.
 * - `internal`: Redis's reply to a command of the session's own; swallowed.
 * - `local`: nothing; `reply` is the answer when its turn comes.
 * - `barrier`: its turn; then `run` acts, and nothing further is read until it has finished.
 */
export type PendingKind = 'upstream' | 'poison' | 'internal' | 'local' | 'barrier'

export class Pending {
  readonly kind: PendingKind
  readonly entry: CommandEntry | undefined
  /** What the client sent; undefined when it is not the client's. */
  readonly command: DecodedCommand | undefined
  /** Milliseconds of a steady clock. */
  readonly acceptedAt: number
  /** The answer of `local` and `poison`. */
  reply: Uint8Array | undefined
  /** The transaction that it is queued in, executes or discards. */
  transaction: Transaction | undefined
  run: (() => void) | undefined
  onReply: ((reply: Reply) => void) | undefined
  /** Subscription commands answer one frame for each name; -1: until no name is left. */
  framesLeft = 1
  /** Bytes sent upstream for it. */
  bytes = 0

  /** True when nobody has to look at its reply. */
  get unseen(): boolean {
    return this.#isPlain && this.entry?.journaled === false
  }

  /** True when it is to be remembered, and its reply only tells whether it was done. */
  get remembersPlainly(): boolean {
    const { entry, command } = this
    if (!this.#isPlain || entry?.journaled !== true) return false
    return command !== undefined && command.count <= entry.asIsUpTo
  }

  get #isPlain(): boolean {
    return this.kind === 'upstream' && this.transaction === undefined && this.entry?.plain === true
  }

  constructor(
    kind: PendingKind,
    entry: CommandEntry | undefined,
    command: DecodedCommand | undefined,
    acceptedAt: number,
  ) {
    this.kind = kind
    this.entry = entry
    this.command = command
    this.acceptedAt = acceptedAt
  }
}

/** Commands under way and their bytes, above which a client is read slower. */
const MOST = 1_024
const MOST_BYTES = 1 << 20

/** First in, first out; the array is cut from time to time instead of shifted. */
export class PendingQueue {
  #items: Pending[] = []
  #first = 0
  #bytes = 0

  /** Read no more until it is roomy again. */
  get isFull(): boolean {
    return this.length >= MOST || this.#bytes >= MOST_BYTES
  }

  get isRoomy(): boolean {
    return this.length < MOST / 2 && this.#bytes < MOST_BYTES / 2
  }

  get length(): number {
    return this.#items.length - this.#first
  }

  get head(): Pending | undefined {
    return this.#items[this.#first]
  }

  push(pending: Pending): void {
    this.#items.push(pending)
    this.#bytes += pending.bytes
  }

  shift(): void {
    this.#bytes -= this.head?.bytes ?? 0
    this.#first += 1
    if (this.#first === this.#items.length) {
      this.#items = []
      this.#first = 0
    } else if (this.#first === 1_024) {
      this.#items = this.#items.slice(this.#first)
      this.#first = 0
    }
  }

  /** Empties it and gives what was waiting. */
  takeAll(): readonly Pending[] {
    const rest = this.#items.slice(this.#first)
    this.#bytes = 0
    this.#items = []
    this.#first = 0
    return rest
  }
}
