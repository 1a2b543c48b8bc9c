import {
  CommandDecoder,
  ProtocolError,
  ReplyDecoder,
  encodeCommand,
  encodeReply,
  redisErrors,
  type Argv,
  type DecodedCommand,
  type Reply,
  type ReplyScanner,
} from '@keyspace/redis-lang'
import { ClientOutput } from './session/client-output.ts'
import { Upstream } from './session/upstream.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { showRan, showWaiting } from './monitor/show.ts'
import { tooBig, type PolicyContext } from './policy/index.ts'
import type { ClientPort, CloseReason } from './session/client-port.ts'
import { findCommand, type CommandEntry } from './session/command-table.ts'
import { runLocally } from './session/local-commands.ts'
import { Pending, PendingQueue } from './session/pending.ts'
import { Reading, STALL } from './session/reading.ts'
import type { ReplySink } from './session/reply-stream.ts'
import type { ClientSession, Door, SessionHome } from './session/session-home.ts'
import { settle } from './session/settle.ts'
import { errorReply } from './session/error-reply.ts'
import { Subscriptions } from './session/subscriptions.ts'
import { Transaction } from './session/transaction.ts'

const ARRAY = 0x2a
/** A request above these is not even read; up to them it is refused in words. */
const HARD_REQUEST_BYTES = 1 << 20
const HARD_REQUEST_ARGUMENTS = 1 << 16

/** Redis's answer to this marks a transaction as failed, as a refused command must. */
const POISON = encodeCommand(['KEYSPACE.REFUSED'])

/** A login carries the token, and who watches is nobody's command. */
function isPrivate(entry: CommandEntry | undefined): boolean {
  return entry?.route === 'auth' || entry?.route === 'hello' || entry?.route === 'watch-keyspace'
}

export interface SessionOptions {
  readonly port: ClientPort
  readonly door: Door
  /** Given when the session needs no login and ends with its request. */
  readonly home?: SessionHome
  readonly onLogin?: () => void
  readonly onClose?: () => void
}

/**
 * One learner's connection: commands come in as bytes, each is refused, answered here or forwarded
 * to a connection of its own on the sandbox's Redis, and replies go out as bytes in the order of
 * the commands.
 */
export class Session implements ClientSession, ReplySink, PolicyContext {
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
  readonly #queue = new PendingQueue()
  #waiting: DecodedCommand | undefined
  readonly #reading: Reading
  #upstream: Upstream | undefined
  readonly #output: ClientOutput
  /** When the first of the queue became the first. */
  #headSince = 0
  /** The steady clock when the chunk that is being worked on came. */
  #now = performance.now()
  #closed = false
  #replyBudget = Number.POSITIVE_INFINITY
  readonly #upstreamDecoder = new ReplyDecoder()

  constructor(options: SessionOptions) {
    this.#options = options
    this.port = options.port
    this.door = options.door
    this.#output = new ClientOutput(options.port)
    this.#reading = new Reading(options.port)
    this.stateless = options.home !== undefined
    this.#commands = new CommandDecoder({
      maxBytes: HARD_REQUEST_BYTES,
      maxArguments: HARD_REQUEST_ARGUMENTS,
    })
    this.#commands.authenticated = this.stateless
    if (options.home) this.enter(options.home)
  }

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

  /** The client is gone. */
  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#dropUpstream()
    this.#queue.takeAll()
    this.home?.unwatch(this)
    this.home?.unmonitor(this)
    this.home?.left(this)
    this.#options.onClose?.()
  }

  get limits(): Limits {
    return this.home?.limits ?? defaultLimits
  }

  get inTransaction(): boolean {
    return this.transaction !== undefined
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

  /** Ends the connection from our side, after what was answered has left. */
  end(reason: CloseReason): void {
    if (this.#closed) return
    this.#flushClient()
    if (this.closed) return
    this.close()
    this.port.end(reason)
  }

  /** Answers the command at the barrier and ends the connection; what came behind it is not run. */
  endWith(reply: Reply, reason: CloseReason): void {
    this.#output.add(encodeReply(reply, this.protocol))
    this.end(reason)
  }

  /** The client took what was waiting for it. */
  drained(): void {
    this.#now = performance.now()
    if (!this.#reading.isStalledBy(STALL.output)) return
    this.#upstream?.resume()
    this.#resume(STALL.output)
  }

  /** The rate allows a command again. */
  admitted(): void {
    this.#now = performance.now()
    this.#resume(STALL.rate)
  }

  /** The bytes that the replies may still have together. */
  limitReplies(bytes: number): void {
    this.#replyBudget = bytes
    if (this.#upstream) this.#upstream.budget = bytes
  }

  #settle(): void {
    if (!this.#closed) this.#reading.settle()
  }

  // ── commands ────────────────────────────────────────────────────────────────────────────────

  #advance(): void {
    while (this.#reading.goesOn && !this.#closed) {
      const command = this.#nextCommand()
      if (command === undefined) break
      if (this.home && !this.stateless && !this.home.admit(this, this.#now)) {
        this.#waiting = command
        this.#reading.stall(STALL.rate)
        break
      }
      this.#accept(command)
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
      this.#barrier(undefined, undefined, () => {
        this.#output.add(errorReply(error.message))
        this.end('protocol-error')
      })
      return undefined
    }
  }

  #accept(command: DecodedCommand): void {
    const entry = findCommand(command)
    if (this.home === undefined) {
      this.#acceptStranger(entry, command)
      return
    }
    const refusal =
      entry === undefined
        ? redisErrors.unknownCommand(command.argv)
        : (this.#tooBig(command) ?? this.#check(entry, command))
    if (refusal !== undefined) {
      this.#refuse(entry, command, refusal)
      return
    }
    if (entry === undefined) return
    if (entry.route === 'forward') this.#forward(entry, command)
    else if (this.#onlySubscribes(entry)) {
      this.#refuse(entry, command, redisErrors.subscribedContext(entry.name))
    } else this.#barrier(entry, command, () => runLocally(this, entry, command.argv))
  }

  /** A subscribed RESP2 connection; for what is forwarded Redis itself says so. */
  #onlySubscribes(entry: CommandEntry): boolean {
    const always = entry.route === 'reset' || entry.route === 'quit'
    return !always && this.protocol === 2 && this.subscriptions.active
  }

  /** Before login only what leads to it is run. */
  #acceptStranger(entry: CommandEntry | undefined, command: DecodedCommand): void {
    const { argv } = command
    const route = entry?.route
    const allowed = route === 'auth' || route === 'hello' || route === 'reset' || route === 'quit'
    if (entry && allowed) this.#barrier(entry, command, () => runLocally(this, entry, argv))
    else
      this.#answer(
        errorReply(entry === undefined ? redisErrors.unknownCommand(argv) : redisErrors.noAuth),
      )
  }

  #tooBig(command: DecodedCommand): string | undefined {
    const { requestArguments, requestBytes } = this.limits
    const { count, start, end } = command
    // With its framing a command is bigger than its arguments: most need not be counted.
    if (count <= requestArguments && end - start <= requestBytes) return undefined
    return tooBig(command.argv, this.limits)
  }

  #check(entry: CommandEntry, command: DecodedCommand): string | undefined {
    for (const check of entry.checks) {
      const refusal = check(command, this)
      if (refusal !== undefined) return refusal
    }
    return undefined
  }

  #refuse(entry: CommandEntry | undefined, command: DecodedCommand, text: string): void {
    const reply = errorReply(text)
    if (this.transaction === undefined) {
      const pending = new Pending('local', entry, command, this.#now)
      pending.reply = reply
      this.#enqueue(pending)
      return
    }
    this.transaction.failed = true
    const pending = new Pending('poison', entry, command, this.#now)
    pending.reply = reply
    this.#send(pending, POISON, 0, POISON.length)
  }

  #forward(entry: CommandEntry, command: DecodedCommand): void {
    const pending = new Pending('upstream', entry, command, this.#now)
    if (entry.role !== 'none' || this.transaction !== undefined) {
      this.#followTransaction(pending, entry, command.count)
    }
    if (entry.role === 'subscription') {
      const names = command.count - 1
      pending.framesLeft = names > 0 ? names : entry.name.includes('unsub') ? -1 : 1
    }
    this.#send(pending, command.bytes, command.start, command.end)
  }

  #followTransaction(pending: Pending, entry: CommandEntry, count: number): void {
    if (this.transaction === undefined) {
      if (entry.role !== 'multi' || count > 1) return
      this.transaction = new Transaction()
      pending.transaction = this.transaction
      return
    }
    if (entry.role === 'multi' || entry.role === 'watch') return
    pending.transaction = this.transaction
    const ends = entry.role === 'exec' || entry.role === 'discard'
    if (ends && count === 1) this.transaction = undefined
  }

  /** `bytes[start..end)` go to Redis, whose reply the pending one waits for. */
  #send(pending: Pending, bytes: Uint8Array, start: number, end: number): void {
    pending.bytes = end - start
    this.#upstream?.add(bytes, start, end)
    this.#enqueue(pending)
    if (this.#queue.isFull) this.#reading.stall(STALL.backlog)
  }

  #enqueue(pending: Pending): void {
    if (this.#queue.length === 0) this.#headSince = pending.acceptedAt
    this.#queue.push(pending)
    if (this.#queue.head !== pending) return
    showWaiting(this, pending)
    this.#drain()
  }

  #answer(reply: Uint8Array): void {
    const pending = new Pending('local', undefined, undefined, this.#now)
    pending.reply = reply
    this.#enqueue(pending)
  }

  #barrier(
    entry: CommandEntry | undefined,
    command: DecodedCommand | undefined,
    run: () => void,
  ): void {
    const pending = new Pending('barrier', entry, command, this.#now)
    pending.run = run
    this.#reading.stall(STALL.barrier)
    this.#enqueue(pending)
  }

  /** Forwards the command at the barrier in other words; its reply finishes it. */
  askAtBarrier(command: Argv, onReply: (reply: Reply) => Reply): void {
    const barrier = this.#queue.head
    if (barrier?.kind !== 'barrier') return
    const { entry, command: asked, acceptedAt } = barrier
    const pending = new Pending('internal', entry, asked, acceptedAt)
    pending.onReply = (reply) => {
      const answer = onReply(reply)
      this.#output.add(encodeReply(answer, this.protocol))
      this.#reading.release(STALL.barrier)
    }
    this.#queue.shift()
    const bytes = encodeCommand(command)
    this.#send(pending, bytes, 0, bytes.length)
    this.#upstream?.flush()
  }

  /** The command at the barrier is done; undefined when it says nothing. */
  finish(reply: Reply | undefined): void {
    this.#now = performance.now()
    const head = this.#queue.head
    if (this.#closed || head?.kind !== 'barrier') return
    if (reply !== undefined) {
      const bytes = encodeReply(reply, this.protocol)
      this.#answered(head, bytes, reply)
      this.#output.add(bytes)
      showRan(this, head, reply)
    }
    this.#shift()
    this.#resume(STALL.barrier)
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

  // ── upstream ────────────────────────────────────────────────────────────────────────────────

  /** Opens the connection to Redis of the sandbox that let us in. */
  enter(home: SessionHome): void {
    this.home = home
    this.#commands.authenticated = true
    this.#openUpstream(home)
    if (!this.stateless) this.#options.onLogin?.()
  }

  #openUpstream(home: SessionHome): void {
    this.#upstream = new Upstream(home, this, {
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

  /** Sends a command of our own; its reply is not the client's. */
  #request(command: readonly (string | Uint8Array)[], onReply?: (reply: Reply) => void): void {
    const pending = new Pending('internal', undefined, undefined, this.#now)
    pending.onReply = onReply
    const bytes = encodeCommand(command)
    this.#send(pending, bytes, 0, bytes.length)
  }

  /** A new connection to Redis in place of the old one, as RESET and a restart need it. */
  renewUpstream(): void {
    this.#dropUpstream()
    this.subscriptions.clear()
    this.transaction = undefined
    if (this.home) this.#openUpstream(this.home)
  }

  #dropUpstream(): void {
    this.#upstream?.close()
    this.#upstream = undefined
  }

  #onUpstream(upstream: Upstream, chunk: Uint8Array): void {
    this.#now = performance.now()
    try {
      upstream.read(chunk)
      this.#goOn()
    } catch (error) {
      this.#fail(error)
    }
  }

  /** We are broken, and no other connection may feel it. */
  #fail(error: unknown): void {
    this.home?.failed(error)
    this.end('failed')
  }

  #goOn(): void {
    this.#resume(this.#queue.isRoomy ? STALL.backlog : 0)
  }

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
    const head = this.#queue.head
    if (head === undefined || scanner.isPush) return false
    const { home } = this
    if (this.subscriptions.active || home?.watched === true || home?.monitored === true) {
      return false
    }
    const { entry, command, acceptedAt } = head
    if (command === undefined) return false
    const asked = { entry, command, acceptedAt }
    if (!head.unseen) {
      if (!head.remembersPlainly || scanner.isError) return false
      this.home?.recordAsIs(this, asked)
    }
    this.home?.answered(this, asked, undefined, chunk, from, end)
    this.#shift()
    return true
  }

  pass(bytes: Uint8Array): void {
    // A copy: the chunk is the engine's, and a Buffer's slice would be a view of it.
    this.#output.add(new Uint8Array(bytes))
  }

  frame(frame: Uint8Array | string, scanner: ReplyScanner): void {
    if (typeof frame !== 'string' && this.#isSubscriptionFrame(frame, scanner)) return
    const head = this.#queue.head
    if (head === undefined) return
    if (head.kind === 'poison') {
      const refusal = head.reply ?? errorReply('ERR refused')
      this.#answered(head, refusal)
      this.#output.add(refusal)
    } else {
      this.#takeReply(head, frame)
    }
    this.#shift()
    this.#drain()
  }

  /** Messages and confirmations of subscriptions do not answer one command each. */
  #isSubscriptionFrame(frame: Uint8Array, scanner: ReplyScanner): boolean {
    const head = this.#queue.head
    const asked = head?.entry?.role === 'subscription'
    if (!scanner.isPush && !(scanner.kind === ARRAY && (asked || this.subscriptions.active)))
      return false
    const meaning = this.subscriptions.meaning(frame, scanner.isPush)
    if (meaning === 'reply') return false
    this.pass(frame)
    if (meaning === 'confirmation' && head && asked) {
      if (head.framesLeft > 0) head.framesLeft -= 1
      else if (this.subscriptions.count(head.entry.name) === 0) head.framesLeft = 0
      if (head.framesLeft === 0) {
        this.#answered(head, frame)
        showRan(this, head, undefined)
        this.#shift()
        this.#drain()
      }
    }
    return true
  }

  /** A whole frame as a reply. */
  decode(frame: Uint8Array): Reply {
    this.#upstreamDecoder.push(frame)
    return this.#upstreamDecoder.next() ?? { kind: 'nil' }
  }

  #takeReply(head: Pending, frame: Uint8Array | string): void {
    const reply: Reply =
      typeof frame === 'string' ? { kind: 'error', value: frame } : this.decode(frame)
    if (head.kind === 'internal') {
      head.onReply?.(reply)
      showRan(this, head, reply)
      return
    }
    const settled = settle(this, head, reply)
    if (settled === reply && typeof frame !== 'string') {
      this.#answered(head, frame, settled)
      this.pass(frame)
    } else {
      const bytes = encodeReply(settled, this.protocol)
      this.#answered(head, bytes, settled)
      this.#output.add(bytes)
    }
    showRan(this, head, settled)
  }

  /** A client's command has its reply; `bytes` are good during the call. */
  #answered(pending: Pending, bytes: Uint8Array, reply?: Reply): void {
    const { entry, command, acceptedAt } = pending
    if (command === undefined || isPrivate(entry)) return
    this.home?.answered(this, { entry, command, acceptedAt }, reply, bytes, 0, bytes.length)
  }

  #shift(): void {
    this.#queue.shift()
    this.#headSince = this.#now
    const { head } = this.#queue
    if (head !== undefined) showWaiting(this, head)
  }

  /** Answers what is due of our own at the head of the queue. */
  #drain(): void {
    for (let head = this.#queue.head; head !== undefined; head = this.#queue.head) {
      if (head.kind === 'local') {
        const reply = head.reply
        if (reply !== undefined) {
          this.#answered(head, reply)
          this.#output.add(reply)
        }
        this.#shift()
        continue
      }
      const run = head.kind === 'barrier' ? head.run : undefined
      head.run = undefined
      run?.()
      return
    }
  }

  /** A push of ours. */
  push(bytes: Uint8Array): void {
    if (this.#closed) return
    this.#output.add(bytes)
    this.#flushClient()
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

  // ── what the sandbox does to its sessions ───────────────────────────────────────────────────

  /** Milliseconds for which Redis has been busy with the first command; 0 while it may wait. */
  busyMs(now: number): number {
    const head = this.#queue.head
    if (head === undefined || head.kind === 'barrier') return 0
    if (head.entry?.blocks === true && head.transaction === undefined) return 0
    return now - this.#headSince
  }

  /** True while a command waits for Redis. */
  get busy(): boolean {
    return this.#queue.length > 0
  }

  /** Redis is gone: answers what was under way, and reads nothing until {@link restart}. */
  interruptAll(first: string, others: string): void {
    this.#dropUpstream()
    this.subscriptions.clear()
    this.transaction = undefined
    this.#reading.release(STALL.barrier | STALL.backlog)
    this.#reading.stall(STALL.restart)
    let text = first
    for (const pending of this.#queue.takeAll()) {
      if (pending.kind === 'internal' && pending.entry === undefined) continue
      const reply = (pending.kind === 'local' ? pending.reply : undefined) ?? errorReply(text)
      this.#answered(pending, reply)
      this.#output.add(reply)
      text = others
    }
    this.#flushClient()
  }

  /** A new Redis is there: takes up the state that the client knows of and goes on. */
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
}
