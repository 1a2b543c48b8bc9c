import {
  CommandDecoder,
  ProtocolError,
  encodeCommand,
  encodeReply,
  type Argv,
  type DecodedCommand,
  type Reply,
} from '@keyspace/redis-lang'
import { defaultLimits, type Limits } from './limits.ts'
import type { PolicyContext } from './policy/index.ts'
import { Answers } from './session/answers.ts'
import { ClientOutput } from './session/client-output.ts'
import type { ClientPort, CloseReason } from './session/client-port.ts'
import { errorReply } from './session/error-reply.ts'
import { Pending } from './session/pending.ts'
import { Reading, STALL } from './session/reading.ts'
import { Reception, type Ways } from './session/reception.ts'
import type { ClientSession, Door, SessionHome } from './session/session-home.ts'
import { Subscriptions } from './session/subscriptions.ts'
import type { Transaction } from './session/transaction.ts'
import { Upstream } from './session/upstream.ts'

/** A request above these is not even read; up to them it is refused in words. */
const HARD_REQUEST_BYTES = 1 << 20
const HARD_REQUEST_ARGUMENTS = 1 << 16

export interface SessionOptions {
  readonly port: ClientPort
  readonly door: Door
  /** Given when the session needs no login and ends with its request. */
  readonly home?: SessionHome
  readonly onLogin?: () => void
  readonly onClose?: () => void
}

/**
 * One learner's connection: commands come in as bytes, {@link Reception} decides about each,
 * {@link Upstream} is a connection of its own to the sandbox's Redis, and {@link Answers} go out as
 * bytes in the order of the commands. What is here is their common life: reading and stopping to
 * read, logging in, losing Redis and getting a new one, ending.
 */
export class Session implements ClientSession, PolicyContext, Ways {
  readonly port: ClientPort
  readonly door: Door
  readonly subscriptions = new Subscriptions()
  readonly stateless: boolean
  home: SessionHome | undefined
  protocol: 2 | 3 = 2
  db = 0
  /** CLIENT ID of the upstream connection. */
  clientId = ''
  clientName: Uint8Array | undefined
  transaction: Transaction | undefined
  monitoring = false

  readonly #options: SessionOptions
  readonly #commands: CommandDecoder
  readonly #reception: Reception
  readonly #answers: Answers
  readonly #output: ClientOutput
  readonly #reading: Reading
  #upstream: Upstream | undefined
  /** Decoded, and held back by the rate. */
  #waiting: DecodedCommand | undefined
  /** The steady clock when the chunk that is being worked on came. */
  #now = performance.now()
  #closed = false
  #replyBudget = Number.POSITIVE_INFINITY

  constructor(options: SessionOptions) {
    this.#options = options
    this.port = options.port
    this.door = options.door
    this.#output = new ClientOutput(options.port)
    this.#reading = new Reading(options.port)
    this.#reception = new Reception(this, this)
    this.#answers = new Answers(this, this.#output)
    this.stateless = options.home !== undefined
    this.#commands = new CommandDecoder({
      maxBytes: HARD_REQUEST_BYTES,
      maxArguments: HARD_REQUEST_ARGUMENTS,
    })
    this.#commands.authenticated = this.stateless
    if (options.home) this.enter(options.home)
  }

  get limits(): Limits {
    return this.home?.limits ?? defaultLimits
  }

  get inTransaction(): boolean {
    return this.transaction !== undefined
  }

  get subscribed(): number {
    return this.subscriptions.size
  }

  get fullOfKeys(): boolean {
    return this.home?.fullOfKeys === true
  }

  get closed(): boolean {
    return this.#closed
  }

  get now(): number {
    return this.#now
  }

  /** True while a command waits for Redis. */
  get busy(): boolean {
    return !this.#answers.isEmpty
  }

  busyMs(now: number): number {
    return this.#answers.busyMs(now)
  }

  // ── reading ─────────────────────────────────────────────────────────────────────────────────

  /** What the client sent; the chunk is taken over. */
  receive(chunk: Uint8Array): void {
    if (this.#closed) return
    this.#now = performance.now()
    try {
      this.#commands.adopt(chunk)
      this.#advance()
    } catch (error) {
      this.#fail(error)
    }
    this.#settle()
  }

  /** The client took what was waiting for it. */
  drained(): void {
    this.#now = performance.now()
    if (!this.#reading.isStalledBy(STALL.output)) return
    this.#upstream?.resume()
    this.#resume(STALL.output)
  }

  admitted(): void {
    this.#now = performance.now()
    this.#resume(STALL.rate)
  }

  #advance(): void {
    while (this.#reading.goesOn && !this.#closed) {
      const command = this.#nextCommand()
      if (command === undefined) break
      if (this.home && !this.stateless && !this.home.admit(this, this.#now)) {
        this.#waiting = command
        this.#reading.stall(STALL.rate)
        break
      }
      this.#reception.accept(command)
    }
    this.#upstream?.flush()
    this.#flushClient()
  }

  #nextCommand(): DecodedCommand | undefined {
    const waiting = this.#waiting
    if (waiting !== undefined) {
      this.#waiting = undefined
      return waiting
    }
    try {
      return this.#commands.next()
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error
      this.stopFor(new Pending('barrier', undefined, undefined, this.#now), () => {
        this.#output.add(errorReply(error.message))
        this.end('protocol-error')
      })
      return undefined
    }
  }

  #resume(cause: number): void {
    this.#reading.release(cause)
    if (this.#closed || !this.#reading.goesOn) {
      this.#flushClient()
      return
    }
    this.#advance()
    this.#settle()
  }

  #settle(): void {
    if (!this.#closed) this.#reading.settle()
  }

  #flushClient(): void {
    switch (this.#output.flush()) {
      case 'flowing':
        return
      case 'lost':
        this.end('slow')
        return
      case 'clogged':
        this.#upstream?.pause()
        this.#reading.stall(STALL.output)
        this.#settle()
    }
  }

  // ── the ways of a command ───────────────────────────────────────────────────────────────────

  expect(pending: Pending): void {
    this.#answers.expect(pending)
  }

  send(pending: Pending, bytes: Uint8Array, start: number, end: number): void {
    pending.bytes = end - start
    this.#upstream?.add(bytes, start, end)
    this.#answers.expect(pending)
    if (this.#answers.isFull) this.#reading.stall(STALL.backlog)
  }

  stopFor(pending: Pending, run: () => void): void {
    pending.run = run
    this.#reading.stall(STALL.barrier)
    this.#answers.expect(pending)
  }

  askAtBarrier(command: Argv, onReply: (reply: Reply) => Reply): void {
    const barrier = this.#answers.takeBarrier()
    if (barrier === undefined) return
    const pending = new Pending('internal', barrier.entry, barrier.command, barrier.acceptedAt)
    pending.onReply = (reply) => {
      const answer = onReply(reply)
      this.#output.add(encodeReply(answer, this.protocol))
      this.#reading.release(STALL.barrier)
    }
    const bytes = encodeCommand(command)
    this.send(pending, bytes, 0, bytes.length)
    this.#upstream?.flush()
  }

  finish(reply: Reply | undefined): void {
    this.#now = performance.now()
    if (!this.#closed && this.#answers.finishBarrier(reply)) this.#resume(STALL.barrier)
  }

  push(bytes: Uint8Array): void {
    if (this.#closed) return
    this.#output.add(bytes)
    this.#flushClient()
  }

  // ── Redis ───────────────────────────────────────────────────────────────────────────────────

  /** Opens the connection to Redis of the sandbox that let us in. */
  enter(home: SessionHome): void {
    this.home = home
    this.#commands.authenticated = true
    this.#openUpstream(home)
    if (!this.stateless) this.#options.onLogin?.()
  }

  /** The bytes that the replies may still have together. */
  limitReplies(bytes: number): void {
    this.#replyBudget = bytes
    if (this.#upstream) this.#upstream.budget = bytes
  }

  /** A new connection to Redis in place of the old one, as RESET and a restart need it. */
  renewUpstream(): void {
    this.#dropUpstream()
    this.subscriptions.clear()
    this.transaction = undefined
    if (this.home) this.#openUpstream(this.home)
  }

  interruptAll(first: string, others: string): void {
    this.#dropUpstream()
    this.subscriptions.clear()
    this.transaction = undefined
    this.#reading.release(STALL.barrier | STALL.backlog)
    this.#reading.stall(STALL.restart)
    this.#answers.giveUp(first, others)
    this.#flushClient()
  }

  restart(): void {
    this.#now = performance.now()
    if (this.#closed || !this.#reading.isStalledBy(STALL.restart)) return
    this.renewUpstream()
    if (this.protocol === 3) this.#request(['HELLO', '3'])
    if (this.db !== 0) this.#request(['SELECT', String(this.db)])
    if (this.clientName) this.#request(['CLIENT', 'SETNAME', this.clientName])
    this.#upstream?.flush()
    this.#resume(STALL.restart)
  }

  #openUpstream(home: SessionHome): void {
    this.#upstream = new Upstream(home, this.#answers, {
      onData: (upstream, chunk) => this.#onUpstream(upstream, chunk),
      onLost: () => {
        if (!this.#closed) home.upstreamLost(this)
      },
    })
    this.#upstream.budget = this.#replyBudget
    if (this.stateless) return
    this.#request(['CLIENT', 'ID'], (reply) => {
      if (reply.kind === 'integer') this.clientId = String(reply.value)
    })
  }

  #dropUpstream(): void {
    this.#upstream?.close()
    this.#upstream = undefined
  }

  #onUpstream(upstream: Upstream, chunk: Uint8Array): void {
    this.#now = performance.now()
    try {
      upstream.read(chunk)
      this.#resume(this.#answers.isRoomy ? STALL.backlog : 0)
    } catch (error) {
      this.#fail(error)
    }
  }

  /** Sends a command of our own; its reply is not the client's. */
  #request(command: readonly (string | Uint8Array)[], onReply?: (reply: Reply) => void): void {
    const pending = new Pending('internal', undefined, undefined, this.#now)
    pending.onReply = onReply
    const bytes = encodeCommand(command)
    this.send(pending, bytes, 0, bytes.length)
  }

  // ── the end ─────────────────────────────────────────────────────────────────────────────────

  /** The client is gone. */
  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#dropUpstream()
    this.#answers.forget()
    this.home?.unwatch(this)
    this.home?.unmonitor(this)
    this.home?.left(this)
    this.#options.onClose?.()
  }

  /** Ends the connection from our side, after what was answered has left. */
  end(reason: CloseReason): void {
    if (this.#closed) return
    this.#flushClient()
    if (this.closed) return
    this.close()
    this.port.end(reason)
  }

  endWith(reply: Reply, reason: CloseReason): void {
    this.#output.add(encodeReply(reply, this.protocol))
    this.end(reason)
  }

  /** We are broken, and no other connection may feel it. */
  #fail(error: unknown): void {
    this.home?.failed(error)
    this.end('failed')
  }
}
