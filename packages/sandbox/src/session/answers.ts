import { ReplyDecoder, encodeReply, type Reply, type ReplyScanner } from '@keyspace/redis-lang'
import { showRan, showWaiting } from '../monitor/show.ts'
import type { ClientOutput } from './client-output.ts'
import type { CommandEntry } from './command-table.ts'
import { errorReply } from './error-reply.ts'
import { PendingQueue, type Pending } from './pending.ts'
import type { ReplySink } from './reply-stream.ts'
import type { ClientSession } from './session-home.ts'
import { settle } from './settle.ts'

const ARRAY = 0x2a

/** A login carries the token, and who watches is nobody's command. */
function isPrivate(entry: CommandEntry | undefined): boolean {
  return entry?.route === 'auth' || entry?.route === 'hello' || entry?.route === 'watch-keyspace'
}

/**
 * The commands of a session that are not answered yet, in their order, and what the client gets for
 * each: Redis's reply as it came, or with something of ours in its place.
 */
export class Answers implements ReplySink {
  readonly #session: ClientSession
  readonly #output: ClientOutput
  readonly #queue = new PendingQueue()
  readonly #decoder = new ReplyDecoder()
  /** When the first of the queue became the first. */
  #headSince = 0

  constructor(session: ClientSession, output: ClientOutput) {
    this.#session = session
    this.#output = output
  }

  get head(): Pending | undefined {
    return this.#queue.head
  }

  get isEmpty(): boolean {
    return this.#queue.length === 0
  }

  /** Read no more until it is roomy again. */
  get isFull(): boolean {
    return this.#queue.isFull
  }

  get isRoomy(): boolean {
    return this.#queue.isRoomy
  }

  expect(pending: Pending): void {
    if (this.#queue.length === 0) this.#headSince = pending.acceptedAt
    this.#queue.push(pending)
    if (this.#queue.head !== pending) return
    showWaiting(this.#session, pending)
    this.#drain()
  }

  /** Takes the barrier at the head out of the queue: something else is to be answered in its place. */
  takeBarrier(): Pending | undefined {
    const { head } = this.#queue
    if (head?.kind !== 'barrier') return undefined
    this.#queue.shift()
    return head
  }

  /** The command at the barrier is done, with or without a reply; false when there is none. */
  finishBarrier(reply: Reply | undefined): boolean {
    const { head } = this.#queue
    if (head?.kind !== 'barrier') return false
    if (reply !== undefined) {
      this.#give(head, encodeReply(reply, this.#session.protocol), reply)
      showRan(this.#session, head, reply)
    }
    this.#shift()
    return true
  }

  /** Milliseconds for which Redis has been busy with the first command; 0 while it may wait. */
  busyMs(now: number): number {
    const { head } = this.#queue
    if (head === undefined || head.kind === 'barrier') return 0
    if (head.entry?.blocks === true && head.transaction === undefined) return 0
    return now - this.#headSince
  }

  /** Redis is gone: everything is answered with an error, the first with one of its own. */
  giveUp(first: string, others: string): void {
    let text = first
    for (const pending of this.#queue.takeAll()) {
      if (pending.kind === 'internal' && pending.entry === undefined) continue
      this.#give(
        pending,
        (pending.kind === 'local' ? pending.reply : undefined) ?? errorReply(text),
      )
      text = others
    }
  }

  /** Nobody waits for an answer any more. */
  forget(): void {
    this.#queue.takeAll()
  }

  // ── what Redis says ─────────────────────────────────────────────────────────────────────────

  get trusted(): boolean {
    return this.#queue.head?.entry?.trusted ?? false
  }

  get interrupted(): boolean {
    const kind = this.#queue.head?.kind
    return kind === 'local' || kind === 'barrier'
  }

  interrupt(): void {
    this.#drain()
  }

  passUnseen(scanner: ReplyScanner, chunk: Uint8Array, from: number, end: number): boolean {
    const { head } = this.#queue
    if (head === undefined || scanner.isPush) return false
    const session = this.#session
    const { home } = session
    if (session.subscriptions.active || home?.watched === true || home?.monitored === true) {
      return false
    }
    const { entry, command, acceptedAt } = head
    if (command === undefined) return false
    const asked = { entry, command, acceptedAt }
    if (!head.unseen) {
      if (!head.remembersPlainly || scanner.isError) return false
      home?.recordAsIs(session, asked)
    }
    home?.answered(session, asked, undefined, chunk, from, end)
    this.#shift()
    return true
  }

  pass(bytes: Uint8Array): void {
    // A copy: the chunk is the engine's, and a Buffer's slice would be a view of it.
    this.#output.add(new Uint8Array(bytes))
  }

  frame(frame: Uint8Array | string, scanner: ReplyScanner): void {
    if (typeof frame !== 'string' && this.#isSubscriptionFrame(frame, scanner)) return
    const { head } = this.#queue
    if (head === undefined) return
    if (head.kind === 'poison') this.#give(head, head.reply ?? errorReply('ERR refused'))
    else this.#takeReply(head, frame)
    this.#shift()
    this.#drain()
  }

  /** Messages and confirmations of subscriptions do not answer one command each. */
  #isSubscriptionFrame(frame: Uint8Array, scanner: ReplyScanner): boolean {
    const { head } = this.#queue
    const { subscriptions, protocol } = this.#session
    const asked = head?.entry?.role === 'subscription'
    // In RESP3 each is a push, and an array is a reply, whatever it begins with.
    const mayBe = protocol === 2 && scanner.kind === ARRAY && (asked || subscriptions.active)
    if (!scanner.isPush && !mayBe) return false
    const meaning = subscriptions.meaning(frame, scanner.isPush)
    if (meaning === 'reply') return false
    this.pass(frame)
    if (meaning === 'confirmation' && head && asked) this.#confirmed(head, frame)
    return true
  }

  /** One of the names that a subscription command is about is confirmed. */
  #confirmed(head: Pending, frame: Uint8Array): void {
    const name = head.entry?.name ?? ''
    if (head.framesLeft > 0) head.framesLeft -= 1
    else if (this.#session.subscriptions.count(name) === 0) head.framesLeft = 0
    if (head.framesLeft !== 0) return
    this.#remember(head, frame)
    showRan(this.#session, head, undefined)
    this.#shift()
    this.#drain()
  }

  #takeReply(head: Pending, frame: Uint8Array | string): void {
    const reply: Reply =
      typeof frame === 'string' ? { kind: 'error', value: frame } : this.#decode(frame)
    if (head.kind === 'internal') {
      head.onReply?.(reply)
      showRan(this.#session, head, reply)
      return
    }
    const settled = settle(this.#session, head, reply)
    if (settled === reply && typeof frame !== 'string') {
      this.#remember(head, frame, settled)
      this.pass(frame)
    } else this.#give(head, encodeReply(settled, this.#session.protocol), settled)
    showRan(this.#session, head, settled)
  }

  #decode(frame: Uint8Array): Reply {
    this.#decoder.push(frame)
    return this.#decoder.next() ?? { kind: 'nil' }
  }

  // ── what the client gets ────────────────────────────────────────────────────────────────────

  /** The bytes are taken over. */
  #give(pending: Pending, bytes: Uint8Array, reply?: Reply): void {
    this.#remember(pending, bytes, reply)
    this.#output.add(bytes)
  }

  /** A client's command has its reply, which becomes a step; `bytes` are good during the call. */
  #remember(pending: Pending, bytes: Uint8Array, reply?: Reply): void {
    const { entry, command, acceptedAt } = pending
    if (command === undefined || isPrivate(entry)) return
    const session = this.#session
    session.home?.answered(session, { entry, command, acceptedAt }, reply, bytes, 0, bytes.length)
  }

  #shift(): void {
    this.#queue.shift()
    this.#headSince = this.#session.now
    const { head } = this.#queue
    if (head !== undefined) showWaiting(this.#session, head)
  }

  /** Answers what is due of our own at the head of the queue. */
  #drain(): void {
    for (let head = this.#queue.head; head !== undefined; head = this.#queue.head) {
      if (head.kind === 'local') {
        if (head.reply !== undefined) this.#give(head, head.reply)
        this.#shift()
        continue
      }
      const run = head.kind === 'barrier' ? head.run : undefined
      head.run = undefined
      run?.()
      return
    }
  }
}
