import { setTimeout as sleep } from 'node:timers/promises'
import { encodeCommand, type Reply } from '@keyspace/redis-lang'
import { EngineUnavailable } from '../engine.ts'
import type { Access, Endpoint } from './redis-url.ts'
import { RespSocket } from './resp-socket.ts'

export type Command = readonly (string | Uint8Array)[]

/** How long the platform waits for a server, in milliseconds, and how often it tries. */
export interface Patience {
  /** For one try to connect, the login included. */
  readonly connectMs: number
  /** For the reply of a command. */
  readonly operationMs: number
  /** Tries to connect before the callers are told. */
  readonly attempts: number
  /** The pause after the first failure; it doubles, and half of it is left to chance. */
  readonly backoffMs: number
}

export const defaultPatience: Patience = {
  connectMs: 2_000,
  operationMs: 2_000,
  attempts: 3,
  backoffMs: 50,
}

/** What happened to the connections since the start. */
export interface ConnectionCounts {
  connects: number
  connectFailures: number
  timeouts: number
  losses: number
}

export function newCounts(): ConnectionCounts {
  return { connects: 0, connectFailures: 0, timeouts: 0, losses: 0 }
}

interface Question {
  readonly resolve: (reply: Reply) => void
  readonly reject: (error: Error) => void
}

/** A server let us know that it will not: trying again would not help. */
class Refused extends EngineUnavailable {}

function unreachable(reason: string): EngineUnavailable {
  return new EngineUnavailable(
    `The shared Redis does not answer (${reason}); try again in a moment.`,
  )
}

/** One open connection: questions out, replies in, in order; a reply that is late ends it. */
class Link {
  readonly #socket: RespSocket
  readonly #counts: ConnectionCounts
  #questions: Question[] = []
  #end: Error | undefined

  constructor(endpoint: Endpoint, tls: boolean, counts: ConnectionCounts, onEnd: () => void) {
    this.#counts = counts
    this.#socket = new RespSocket(endpoint, tls, {
      onReply: (reply) => this.#questions.shift()?.resolve(reply),
      onClose: (reason) => {
        this.#finish(unreachable(reason))
        onEnd()
      },
    })
  }

  get open(): boolean {
    return this.#end === undefined
  }

  askAll(commands: readonly Command[], withinMs: number): Promise<readonly Reply[]> {
    if (this.#end) return Promise.reject(this.#end)
    const replies = commands.map(
      () => new Promise<Reply>((resolve, reject) => this.#questions.push({ resolve, reject })),
    )
    this.#socket.write(Buffer.concat(commands.map(encodeCommand)))
    // Replies would come to the wrong question afterwards, so the whole connection is given up.
    const timer = setTimeout(() => {
      this.#counts.timeouts += 1
      this.close(`no reply within ${withinMs} ms`)
    }, withinMs)
    return Promise.all(replies).finally(() => clearTimeout(timer))
  }

  close(reason: string): void {
    this.#finish(unreachable(reason))
    this.#socket.close(reason)
  }

  #finish(end: Error): void {
    this.#end ??= end
    const questions = this.#questions
    this.#questions = []
    for (const { reject } of questions) reject(this.#end)
  }
}

export interface ConnectionOptions {
  readonly endpoint: Endpoint
  readonly access: Access
  readonly patience: Patience
  readonly counts: ConnectionCounts
  /** A connection that worked ended by itself. */
  readonly onLost: () => void
}

/**
 * The platform's own connection to one server. It connects when it is needed: callers that come
 * meanwhile share that one attempt, and what they wait for is the attempt's promise, so no state can
 * outlive it. A failed attempt fails its callers; the next caller starts anew.
 */
export class PlatformConnection {
  /** Grows with each connect: what a restarted server has forgotten must be told again. */
  generation = 0
  readonly #options: ConnectionOptions
  #link: Link | undefined
  #connecting: Promise<Link> | undefined
  #closed = false

  constructor(options: ConnectionOptions) {
    this.#options = options
  }

  /** @throws {EngineUnavailable} when the server cannot be reached or does not answer in time. */
  async ask(command: Command): Promise<Reply> {
    const [reply] = await this.askAll([command])
    return reply ?? { kind: 'nil' }
  }

  /** Sends all of them at once. @throws {EngineUnavailable} as {@link ask}. */
  async askAll(commands: readonly Command[]): Promise<readonly Reply[]> {
    const link = this.#link?.open === true ? this.#link : await this.#connect()
    return link.askAll(commands, this.#options.patience.operationMs)
  }

  close(): void {
    this.#closed = true
    this.#link?.close('shut down')
  }

  #connect(): Promise<Link> {
    this.#connecting ??= this.#tryToConnect().finally(() => {
      this.#connecting = undefined
    })
    return this.#connecting
  }

  async #tryToConnect(): Promise<Link> {
    const { attempts, backoffMs } = this.#options.patience
    for (let attempt = 1; ; attempt++) {
      if (this.#closed) throw unreachable('shut down')
      try {
        return await this.#dial()
      } catch (error) {
        this.#options.counts.connectFailures += 1
        if (error instanceof Refused || attempt >= attempts) throw error
      }
      await sleep(backoffMs * 2 ** (attempt - 1) * (0.5 + Math.random() / 2))
    }
  }

  async #dial(): Promise<Link> {
    const { endpoint, access, patience, counts } = this.#options
    const link: Link = new Link(endpoint, access.tls, counts, () => this.#lost(link))
    const login: Command[] = access.login
      ? [['AUTH', access.login.user, access.login.password]]
      : []
    try {
      const replies = await link.askAll([...login, ['PING']], patience.connectMs)
      for (const reply of replies) if (reply.kind === 'error') throw refusalOf(reply.value)
      if (this.#closed) throw unreachable('shut down')
    } catch (error) {
      link.close('could not log in')
      throw error
    }
    this.#link = link
    this.generation += 1
    counts.connects += 1
    return link
  }

  #lost(link: Link): void {
    if (this.#link !== link) return
    this.#link = undefined
    if (this.#closed) return
    this.#options.counts.losses += 1
    this.#options.onLost()
  }
}

function refusalOf(text: string): EngineUnavailable {
  if (/^(?:WRONGPASS|NOAUTH|NOPERM|ERR Client sent AUTH)/.test(text)) {
    return new Refused('The shared Redis refuses the user or password of REDIS_URL.')
  }
  return unreachable(text)
}
