import { encodeCommand, ReplyDecoder, type Argv, type Reply } from '@keyspace/redis-lang'
import type { EngineConnection } from '../engine/engine.ts'
import type { RunningTarget } from './target.ts'

/** What came: a reply, or nothing within the time allowed, or the end of the connection. */
export type Outcome = Reply | { readonly kind: 'silent' } | { readonly kind: 'closed' }

type Queue = 'replies' | 'pushes'

/** A RESP client on raw bytes that keeps what was asked for apart from what the server sends unasked. */
export class Client {
  readonly #decoder = new ReplyDecoder()
  readonly #connection: EngineConnection
  readonly #arrived: Record<Queue, Reply[]> = { replies: [], pushes: [] }
  readonly #waiting: Record<Queue, ((outcome: Outcome) => void)[]> = { replies: [], pushes: [] }
  /** Channels and patterns by the word that subscribes to them. */
  readonly #subscribed = new Map<string, Set<string>>()
  #closed = false

  constructor(target: RunningTarget) {
    this.#connection = target.connect({
      onData: (chunk) => this.#read(chunk),
      onClose: () => this.#end(),
    })
  }

  send(argv: Argv): void {
    this.#connection.write(encodeCommand(argv))
  }

  close(): void {
    this.#connection.close()
  }

  /** Everything that answers the command: one frame, or one per channel for (un)subscribe. */
  async replies(argv: Argv, withinMs: number): Promise<readonly Outcome[]> {
    const word = String(Buffer.from(argv[0] ?? [])).toLowerCase()
    const names =
      argv.length - 1 || Math.max(1, this.#subscribed.get(word.replace('un', ''))?.size ?? 0)
    const first = await this.#next('replies', withinMs)
    if (!subscribing.has(word) || confirmationOf(first) === undefined) return [first]
    const outcomes = [first]
    while (outcomes.length < names) outcomes.push(await this.#next('replies', withinMs))
    return outcomes
  }

  push(withinMs: number): Promise<Outcome> {
    return this.#next('pushes', withinMs)
  }

  #next(queue: Queue, withinMs: number): Promise<Outcome> {
    const ready = this.#arrived[queue].shift()
    if (ready !== undefined) return Promise.resolve(ready)
    if (this.#closed) return Promise.resolve({ kind: 'closed' })
    return new Promise((resolve) => {
      const settle = (outcome: Outcome): void => {
        clearTimeout(timer)
        resolve(outcome)
      }
      const timer = setTimeout(() => {
        this.#waiting[queue] = this.#waiting[queue].filter((other) => other !== settle)
        resolve({ kind: 'silent' })
      }, withinMs)
      this.#waiting[queue].push(settle)
    })
  }

  #read(chunk: Uint8Array): void {
    this.#decoder.push(chunk)
    for (let reply = this.#decoder.next(); reply !== undefined; reply = this.#decoder.next()) {
      this.#note(reply)
      const queue = this.#isUnasked(reply) ? 'pushes' : 'replies'
      const waiting = this.#waiting[queue].shift()
      if (waiting === undefined) this.#arrived[queue].push(reply)
      else waiting(reply)
    }
  }

  #note(reply: Reply): void {
    const confirmed = confirmationOf(reply)
    if (confirmed === undefined) return
    const { word, channel } = confirmed
    const kind = word.replace('un', '')
    const channels = this.#subscribed.get(kind) ?? new Set()
    if (word === kind) channels.add(channel)
    else channels.delete(channel)
    this.#subscribed.set(kind, channels)
  }

  #isUnasked(reply: Reply): boolean {
    if (confirmationOf(reply) !== undefined) return false
    if (reply.kind === 'push') return true
    const hears = [...this.#subscribed.values()].some((channels) => channels.size > 0)
    return hears && reply.kind === 'array' && messages.has(firstWord(reply.items))
  }

  #end(): void {
    this.#closed = true
    for (const queue of ['replies', 'pushes'] as const) {
      for (const settle of this.#waiting[queue].splice(0)) settle({ kind: 'closed' })
    }
  }
}

const subscribing = new Set([
  'subscribe',
  'psubscribe',
  'ssubscribe',
  'unsubscribe',
  'punsubscribe',
  'sunsubscribe',
])
const messages = new Set(['message', 'pmessage', 'smessage'])

function confirmationOf(outcome: Outcome): { word: string; channel: string } | undefined {
  if (outcome.kind !== 'array' && outcome.kind !== 'push') return undefined
  const word = firstWord(outcome.items)
  if (!subscribing.has(word) || outcome.items.length !== 3) return undefined
  const channel = outcome.items[1]
  return {
    word,
    channel: channel?.kind === 'bulk' ? Buffer.from(channel.value).toString('latin1') : '',
  }
}

function firstWord(items: readonly Reply[]): string {
  const [first] = items
  return first?.kind === 'bulk' ? Buffer.from(first.value).toString() : ''
}
