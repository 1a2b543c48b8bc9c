import {
  CommandDecoder,
  encodeCommand,
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
import type { LearnerLink } from './learner-link.ts'
import type { Endpoint } from './redis-url.ts'
import { Subscribed } from './subscribed.ts'
import { redirectOf } from './topology.ts'

/** What a connection needs of its instance. */
export interface LearnerHome {
  readonly namespace: Namespace
  /** A socket to that server, or to the master of the namespace, logged in as the namespace's user. */
  openLink(handlers: LinkHandlers, at?: Endpoint): Promise<LearnerLink>
  /** Lets the namespace's user subscribe to these patterns; the text of the refusal otherwise. */
  allow(patterns: readonly Uint8Array[]): Promise<string | undefined>
  emulate(command: Emulated, argv: Argv): Promise<Reply>
  /** The cluster moved the namespace. */
  moved(slot: number, to: Endpoint): void
  /** An error of our own, for the log. */
  failed(error: unknown): void
  left(connection: LearnerConnection): void
}

export interface LinkHandlers {
  onReply(reply: Reply): void
  onClose(): void
}

type Forward = Extract<Rewritten, { kind: 'forward' }>

/** A command under way, and its replies in the order in which they came. */
interface Entry {
  readonly name: string
  readonly argv: Argv
  readonly restore: RestoreReply
  readonly transaction: Transaction | undefined
  /** Replies that are still to come; -1: until nothing is subscribed. */
  left: number
  readonly replies: Reply[]
}

interface Transaction {
  readonly queued: RestoreReply[]
}

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
export class LearnerConnection implements EngineConnection {
  readonly #home: LearnerHome
  readonly #handlers: ConnectionHandlers
  readonly #commands = new CommandDecoder()
  readonly #subscribed = new Subscribed()
  /** In the order of their answers. */
  readonly #entries: Entry[] = []
  /** Sent on the link and not answered. */
  #inFlight: Entry[] = []
  /** Refused by the server because the namespace is elsewhere; to be sent again. */
  #moved: { entry: Entry; ask: Endpoint | undefined }[] = []
  #link: LearnerLink | undefined
  /** Work that must be over before the next command is sent. */
  #holds = 0
  #transaction: Transaction | undefined
  #watches = false
  #protocol: 2 | 3 = 2
  #name: Uint8Array | undefined
  #paused = false
  #closed = false
  #whenIdle: (() => void) | undefined

  constructor(home: LearnerHome, handlers: ConnectionHandlers) {
    this.#home = home
    this.#handlers = handlers
    void this.#hold(() => this.#open())
  }

  write(bytes: Uint8Array): void {
    if (this.#closed) return
    this.#commands.push(bytes)
    this.#pump()
  }

  pause(): void {
    this.#paused = true
    this.#link?.pause()
  }

  resume(): void {
    this.#paused = false
    this.#link?.resume()
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#link?.close()
    this.#whenIdle?.()
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
      while (this.#holds === 0 && this.#moved.length === 0 && !this.#closed) {
        const command = this.#commands.next()
        if (command === undefined) break
        this.#take(command.argv)
      }
      this.#link?.flush()
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
        } else void this.#hold(() => this.#emulate(rewritten.command, argv))
        return
      case 'forward':
        this.#forward(rewritten)
    }
  }

  /** Runs something that must be over before the next command is sent. */
  async #hold(work: () => Promise<unknown>): Promise<void> {
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
    this.#rerouteWhenDrained()
  }

  /** `instead`: what stands in its place in a transaction. */
  #refuse(text: string, instead: Argv = POISON): void {
    const refusal: Reply = { kind: 'error', value: text }
    if (this.#transaction) {
      this.#send('refused', instead, () => refusal, 1)
      return
    }
    this.#enqueue('refused', POISON, asIs, 0).replies.push(refusal)
    this.#emit()
  }

  async #emulate(command: Emulated, argv: Argv): Promise<void> {
    await this.#idle()
    if (this.#closed) return
    const reply = await this.#home.emulate(command, argv).catch(unanswered)
    const isText = command === 'client|list' && this.#protocol === 3 && reply.kind === 'bulk'
    this.#give(isText ? { kind: 'verbatim', format: 'txt', value: reply.value } : reply)
  }

  #forward(forward: Forward): void {
    const { name, argv, restore, patterns } = forward
    if (subscribing.test(name) && this.#transaction) {
      this.#refuse(notQueued(name))
      return
    }
    if (patterns.length > 0) {
      void this.#hold(async () => {
        const refusal = await this.#home.allow(patterns)
        if (refusal === undefined) this.#subscribe(name, argv)
        else this.#refuse(refusal)
      })
      return
    }
    if (subscribing.test(name)) {
      this.#subscribe(name, argv)
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

  #subscribe(name: string, argv: Argv): void {
    const left = argv.length > 1 ? argv.length - 1 : -1
    this.#send(name, argv, asIs, left)
    this.#link?.flush()
  }

  #send(name: string, argv: Argv, restore: RestoreReply, left: number): void {
    const entry = this.#enqueue(name, argv, restore, left)
    this.#inFlight.push(entry)
    this.#link?.add(encodeCommand(argv))
  }

  #enqueue(name: string, argv: Argv, restore: RestoreReply, left: number): Entry {
    const entry: Entry = { name, argv, restore, transaction: this.#transaction, left, replies: [] }
    this.#entries.push(entry)
    return entry
  }

  // ── replies ─────────────────────────────────────────────────────────────────────────────────

  #onReply(reply: Reply): void {
    if (this.#closed) return
    if (this.#subscribed.isMessage(reply)) {
      this.#give(restoreSubscription(reply, this.#home.namespace))
      return
    }
    const entry = this.#inFlight[0]
    const asked = entry !== undefined && subscribing.test(entry.name)
    if ((asked || reply.kind === 'push') && this.#subscribed.confirm(reply)) {
      const confirmation = restoreSubscription(reply, this.#home.namespace)
      if (entry && asked) this.#confirmed(entry, confirmation)
      else this.#give(confirmation)
      return
    }
    if (entry === undefined || reply.kind === 'push') return
    this.#inFlight.shift()
    if (!this.#isRedirected(entry, reply)) this.#settle(entry, reply)
    this.#rerouteWhenDrained()
  }

  #confirmed(entry: Entry, confirmation: Reply): void {
    entry.replies.push(confirmation)
    if (entry.left > 0) entry.left -= 1
    else if (this.#subscribed.count(entry.name) === 0) entry.left = 0
    if (entry.left === 0) this.#inFlight.shift()
    this.#emit()
  }

  #settle(entry: Entry, reply: Reply): void {
    this.#learn(entry, reply)
    entry.replies.push(restored(entry, reply))
    entry.left = 0
    this.#emit()
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

  /** Gives the owner every reply whose turn it is. */
  #emit(): void {
    for (let entry = this.#entries[0]; entry; entry = this.#entries[0]) {
      for (const reply of entry.replies.splice(0)) this.#give(reply)
      if (entry.left !== 0) return
      this.#entries.shift()
    }
    this.#whenIdle?.()
    this.#whenIdle = undefined
  }

  #give(reply: Reply): void {
    if (!this.#closed) this.#handlers.onData(encodeReply(reply, this.#protocol))
  }

  /** Resolves when every command before is answered. */
  #idle(): Promise<void> {
    if (this.#entries.length === 0) return Promise.resolve()
    return new Promise((resolve) => {
      this.#whenIdle = resolve
    })
  }

  // ── where the namespace is ──────────────────────────────────────────────────────────────────

  async #open(): Promise<LearnerLink> {
    const link = await this.#home.openLink({
      onReply: (reply) => this.#onReply(reply),
      onClose: () => {
        if (this.#link === link) this.lose()
      },
    })
    if (this.#closed) link.close()
    this.#link = link
    if (this.#paused) link.pause()
    for (const command of this.#preamble()) {
      link.skipReply()
      link.add(encodeCommand(command))
    }
    return link
  }

  #preamble(): Command[] {
    const hello: Command[] = this.#protocol === 3 ? [['HELLO', '3']] : []
    return this.#name ? [...hello, ['CLIENT', 'SETNAME', this.#name]] : hello
  }

  #isRedirected(entry: Entry, reply: Reply): boolean {
    const at = this.#link?.endpoint
    const redirect = at && redirectOf(reply, at)
    if (!redirect) return false
    if (redirect.kind === 'moved') this.#home.moved(redirect.slot, redirect.to)
    if (entry.transaction || this.#watches || this.#subscribed.active) {
      this.lose()
      return true
    }
    this.#moved.push({ entry, ask: redirect.kind === 'ask' ? redirect.to : undefined })
    return true
  }

  /** Once the old server has answered everything, what it sent away goes where the namespace is. */
  #rerouteWhenDrained(): void {
    if (this.#moved.length === 0 || this.#inFlight.length > 0 || this.#closed) return
    const moved = this.#moved
    this.#moved = []
    void this.#hold(async () => {
      const again: Entry[] = []
      for (const { entry, ask } of moved) {
        const reply = ask && (await this.#askAt(ask, entry.argv))
        if (!ask || !reply || redirectOf(reply, ask)) again.push(entry)
        else this.#settle(entry, reply)
      }
      if (again.length > 0) await this.#sendAgain(again)
    })
  }

  async #sendAgain(entries: readonly Entry[]): Promise<void> {
    const old = this.#link
    this.#link = undefined
    old?.close()
    const link = await this.#open()
    for (const entry of entries) {
      this.#inFlight.push(entry)
      link.add(encodeCommand(entry.argv))
    }
  }

  /** One command on a server that is taking the slot over. */
  async #askAt(endpoint: Endpoint, argv: Argv): Promise<Reply> {
    let answered: (reply: Reply) => void = () => undefined
    let lost: (error: Error) => void = () => undefined
    const answer = new Promise<Reply>((resolve, reject) => {
      answered = resolve
      lost = reject
    })
    const onClose = (): void => lost(new EngineUnavailable('The connection was lost.'))
    const link = await this.#home.openLink(
      { onReply: (reply) => answered(reply), onClose },
      endpoint,
    )
    for (const command of [...this.#preamble(), ['ASKING']]) {
      link.skipReply()
      link.add(encodeCommand(command))
    }
    link.add(encodeCommand(argv))
    link.flush()
    return answer.finally(() => link.close())
  }
}

function isQueued(reply: Reply): boolean {
  return reply.kind === 'status' && reply.value === 'QUEUED'
}

/** A reply as the learner gets it; those of a transaction each as that of its command. */
function restored({ name, restore, transaction }: Entry, reply: Reply): Reply {
  if (transaction && isQueued(reply)) return reply
  if (name !== 'exec' || reply.kind !== 'array') return restore(reply)
  const items = reply.items.map((item, at) => transaction?.queued[at]?.(item) ?? item)
  return { kind: 'array', items }
}

function unanswered(error: unknown): Reply {
  if (!(error instanceof EngineUnavailable)) throw error
  return { kind: 'error', value: `ERR ${error.message}` }
}
