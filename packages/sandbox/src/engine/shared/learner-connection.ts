import {
  CommandDecoder,
  encodeReply,
  redisErrors,
  type Argv,
  type Reply,
} from '@keyspace/redis-lang'
import {
  notQueued,
  restoreSubscription,
  rewriteCommand,
  type Emulated,
  type Namespace,
  type RestoreReply,
  type Rewritten,
} from '../../namespace/index.ts'
import { EngineUnavailable, type ConnectionHandlers, type EngineConnection } from '../engine.ts'
import type { Command } from './connection.ts'
import { isQueued, restored, type Entry, type Transaction } from './entry.ts'
import { LearnerRoute, type RouteHome, type RouteOwner } from './learner-route.ts'
import { ReplyOrder } from './reply-order.ts'
import { Subscribed } from './subscribed.ts'

/** What a connection needs of its instance. */
export interface LearnerHome extends RouteHome {
  readonly namespace: Namespace
  /** Lets the namespace's user subscribe to these patterns; the text of the refusal otherwise. */
  allow(patterns: readonly Uint8Array[]): Promise<string | undefined>
  emulate(command: Emulated, argv: Argv): Promise<Reply>
  /** An error of our own, for the log. */
  failed(error: unknown): void
  left(connection: LearnerConnection): void
}

type Forward = Extract<Rewritten, { kind: 'forward' }>

const asIs: RestoreReply = (reply) => reply

/** A name that no server knows: its answer marks a transaction as failed, as a refusal must. */
const POISON: Argv = [Buffer.from('KEYSPACE.REFUSED')]

/** A command that does nothing: its answer in EXEC is replaced by an error. */
const STAND_IN: Argv = [Buffer.from('PING')]

const subscribing = /^[ps]?(?:un)?subscribe$/

/**
 * A learner's connection to the namespace: takes plain commands, sends them with the namespace in
 * them on a connection of its own, and gives plain replies, in order. When a cluster moves the
 * namespace it goes along, unless the server keeps something for this connection (a transaction, a
 * watched key, a subscription): then it closes, as a lost connection does.
 */
export class LearnerConnection implements EngineConnection, RouteOwner {
  readonly #home: LearnerHome
  readonly #handlers: ConnectionHandlers
  readonly #commands = new CommandDecoder()
  readonly #subscribed = new Subscribed()
  readonly #order = new ReplyOrder((reply) => this.#give(reply))
  readonly #route: LearnerRoute
  /** Work that must be over before the next command is sent. */
  #holds = 0
  #transaction: Transaction | undefined
  #watches = false
  #protocol: 2 | 3 = 2
  #name: Uint8Array | undefined
  #closed = false

  constructor(home: LearnerHome, handlers: ConnectionHandlers) {
    this.#home = home
    this.#handlers = handlers
    this.#route = new LearnerRoute(home, this)
    this.hold(() => this.#route.open())
  }

  write(bytes: Uint8Array): void {
    if (this.#closed) return
    this.#commands.push(bytes)
    this.#pump()
  }

  pause(): void {
    this.#route.pause()
  }

  resume(): void {
    this.#route.resume()
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#route.close()
    this.#order.wake()
    this.#home.left(this)
  }

  /** Ends it from our side; its owner is told. */
  lose(): void {
    if (this.#closed) return
    this.close()
    this.#handlers.onClose()
  }

  // ── commands ────────────────────────────────────────────────────────────────────────────────

  #pump(): void {
    try {
      while (this.#holds === 0 && !this.#route.isMoving && !this.#closed) {
        const command = this.#commands.next()
        if (command === undefined) break
        this.#take(command.argv)
      }
      this.#route.flush()
    } catch (error) {
      this.#home.failed(error)
      this.lose()
    }
  }

  #take(argv: Argv): void {
    const rewritten = rewriteCommand(argv, this.#home.namespace)
    switch (rewritten.kind) {
      case 'refuse':
        this.#refuse(rewritten.text)
        return
      case 'fail':
        this.#refuse(rewritten.text, STAND_IN)
        return
      case 'emulate':
        if (this.#transaction) this.#refuse(notQueued(rewritten.command))
        else if (this.#protocol === 2 && this.#subscribed.active) {
          this.#refuse(redisErrors.subscribedContext(rewritten.command))
        } else this.hold(() => this.#emulate(rewritten.command, argv))
        return
      case 'forward':
        this.#forward(rewritten)
    }
  }

  hold(work: () => Promise<unknown>): void {
    void this.#holdFor(work)
  }

  async #holdFor(work: () => Promise<unknown>): Promise<void> {
    this.#holds += 1
    try {
      await work()
    } catch (error) {
      if (!(error instanceof EngineUnavailable)) this.#home.failed(error)
      this.lose()
    } finally {
      this.#holds -= 1
    }
    this.#pump()
    this.#route.rerouteWhenDrained()
  }

  /** `instead`: what stands in its place in a transaction. */
  #refuse(text: string, instead: Argv = POISON): void {
    const refusal: Reply = { kind: 'error', value: text }
    if (this.#transaction) {
      this.#send('refused', instead, () => refusal, 1)
      return
    }
    this.#enqueue('refused', POISON, asIs, 0).replies.push(refusal)
    this.#order.emit()
  }

  async #emulate(command: Emulated, argv: Argv): Promise<void> {
    await this.#order.idle()
    if (this.#closed) return
    const reply = await this.#home.emulate(command, argv).catch(unanswered)
    const isText = command === 'client|list' && this.#protocol === 3 && reply.kind === 'bulk'
    this.#give(isText ? { kind: 'verbatim', format: 'txt', value: reply.value } : reply)
  }

  #forward(forward: Forward): void {
    const { name, argv, restore } = forward
    if (subscribing.test(name)) {
      this.#forwardSubscription(forward)
      return
    }
    if (name === 'multi') this.#transaction ??= { queued: [] }
    if (name === 'watch') this.#watches = true
    this.#send(name, argv, restore, 1)
    if (name === 'exec' || name === 'discard') {
      this.#transaction = undefined
      this.#watches = false
    }
    if (name === 'unwatch') this.#watches = false
  }

  #forwardSubscription({ name, argv, patterns }: Forward): void {
    if (this.#transaction) this.#refuse(notQueued(name))
    else if (patterns.length === 0) this.#subscribe(name, argv)
    else {
      this.hold(async () => {
        const refusal = await this.#home.allow(patterns)
        if (refusal === undefined) this.#subscribe(name, argv)
        else this.#refuse(refusal)
      })
    }
  }

  #subscribe(name: string, argv: Argv): void {
    const left = argv.length > 1 ? argv.length - 1 : -1
    this.#send(name, argv, asIs, left)
    this.#route.flush()
  }

  #send(name: string, argv: Argv, restore: RestoreReply, left: number): void {
    this.#route.send(this.#enqueue(name, argv, restore, left))
  }

  #enqueue(name: string, argv: Argv, restore: RestoreReply, left: number): Entry {
    const entry: Entry = { name, argv, restore, transaction: this.#transaction, left, replies: [] }
    this.#order.add(entry)
    return entry
  }

  // ── replies ─────────────────────────────────────────────────────────────────────────────────

  onReply(reply: Reply): void {
    if (this.#closed) return
    if (this.#subscribed.isMessage(reply, this.#protocol)) {
      this.#give(restoreSubscription(reply, this.#home.namespace))
      return
    }
    const entry = this.#route.next
    const asked = entry !== undefined && subscribing.test(entry.name)
    if ((asked || reply.kind === 'push') && this.#subscribed.confirm(reply)) {
      const confirmation = restoreSubscription(reply, this.#home.namespace)
      if (entry && asked) this.#confirmed(entry, confirmation)
      else this.#give(confirmation)
      return
    }
    if (entry !== undefined && reply.kind !== 'push') this.#route.answered(entry, reply)
  }

  #confirmed(entry: Entry, confirmation: Reply): void {
    entry.replies.push(confirmation)
    if (entry.left > 0) entry.left -= 1
    else if (this.#subscribed.count(entry.name) === 0) entry.left = 0
    if (entry.left === 0) this.#route.done()
    this.#order.emit()
  }

  settle(entry: Entry, reply: Reply): void {
    this.#learn(entry, reply)
    entry.replies.push(restored(entry, reply))
    entry.left = 0
    this.#order.emit()
  }

  /** What a reply means for the connection. */
  #learn({ transaction, name, argv, restore }: Entry, reply: Reply): void {
    if (isQueued(reply)) transaction?.queued.push(restore)
    if (name === 'multi' && reply.kind === 'error' && transaction?.queued.length === 0) {
      if (this.#transaction === transaction && !reply.value.includes('nested')) {
        this.#transaction = undefined
      }
    }
    if (name === 'hello' && reply.kind === 'map') this.#protocol = 3
    if (name === 'hello' && reply.kind === 'array') this.#protocol = 2
    if (name === 'client|setname' && reply.kind === 'status') this.#name = argv[2]
  }

  #give(reply: Reply): void {
    if (!this.#closed) this.#handlers.onData(encodeReply(reply, this.#protocol))
  }

  // ── when a cluster moves the namespace ──────────────────────────────────────────────────────

  isBound(entry: Entry): boolean {
    return entry.transaction !== undefined || this.#watches || this.#subscribed.active
  }

  preamble(): readonly Command[] {
    const hello: readonly Command[] = this.#protocol === 3 ? [['HELLO', '3']] : []
    return this.#name ? [...hello, ['CLIENT', 'SETNAME', this.#name]] : hello
  }
}

function unanswered(error: unknown): Reply {
  if (!(error instanceof EngineUnavailable)) throw error
  return { kind: 'error', value: `ERR ${error.message}` }
}
