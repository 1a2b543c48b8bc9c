import { encodeCommand, type Argv, type Reply } from '@keyspace/redis-lang'
import { EngineUnavailable } from '../engine.ts'
import type { Command } from './connection.ts'
import type { Entry } from './entry.ts'
import type { LearnerLink } from './learner-link.ts'
import type { Endpoint } from './redis-url.ts'
import { redirectOf } from './topology.ts'

export interface LinkHandlers {
  onReply(reply: Reply): void
  onClose(): void
}

/** What the way to the servers needs of the instance. */
export interface RouteHome {
  /** A socket to that server, or to the master of the namespace, logged in as the namespace's user. */
  openLink(handlers: LinkHandlers, at?: Endpoint): Promise<LearnerLink>
  /** The cluster moved the namespace. */
  moved(slot: number, to: Endpoint): void
}

/** What it needs of the connection that it belongs to. */
export interface RouteOwner {
  onReply(reply: Reply): void
  /** The command has its reply. */
  settle(entry: Entry, reply: Reply): void
  /** The server keeps something for this connection that would be lost on another one. */
  isBound(entry: Entry): boolean
  /** What a new connection must be told before anything else. */
  preamble(): readonly Command[]
  /** Runs something that must be over before the next command is sent. */
  hold(work: () => Promise<unknown>): void
  lose(): void
}

/**
 * A connection's way to the server that has its namespace: the commands that are under way, in
 * order, and where they go when a cluster moves the namespace.
 */
export class LearnerRoute {
  readonly #home: RouteHome
  readonly #owner: RouteOwner
  /** Sent on the link and not answered. */
  #inFlight: Entry[] = []
  /** Refused by the server because the namespace is elsewhere; to be sent again. */
  #moved: { entry: Entry; ask: Endpoint | undefined }[] = []
  #link: LearnerLink | undefined
  #paused = false
  #closed = false

  constructor(home: RouteHome, owner: RouteOwner) {
    this.#home = home
    this.#owner = owner
  }

  /** The command whose reply comes next. */
  get next(): Entry | undefined {
    return this.#inFlight[0]
  }

  /** Nothing is to be sent before what was sent away has gone where the namespace is. */
  get isMoving(): boolean {
    return this.#moved.length > 0
  }

  send(entry: Entry): void {
    this.#inFlight.push(entry)
    this.#link?.add(encodeCommand(entry.argv))
  }

  flush(): void {
    this.#link?.flush()
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
    this.#closed = true
    this.#link?.close()
  }

  /** The next command has all its replies. */
  done(): void {
    this.#inFlight.shift()
  }

  /** The next command has this reply, unless it says to ask elsewhere. */
  answered(entry: Entry, reply: Reply): void {
    this.done()
    if (!this.#isRedirected(entry, reply)) this.#owner.settle(entry, reply)
    this.rerouteWhenDrained()
  }

  async open(): Promise<LearnerLink> {
    const link = await this.#home.openLink({
      onReply: (reply) => this.#owner.onReply(reply),
      onClose: () => {
        if (this.#link === link) this.#owner.lose()
      },
    })
    if (this.#closed) link.close()
    this.#link = link
    if (this.#paused) link.pause()
    this.#introduce(link)
    return link
  }

  /** Once the old server has answered everything, what it sent away goes where the namespace is. */
  rerouteWhenDrained(): void {
    if (this.#moved.length === 0 || this.#inFlight.length > 0 || this.#closed) return
    const moved = this.#moved
    this.#moved = []
    this.#owner.hold(async () => {
      const again: Entry[] = []
      for (const { entry, ask } of moved) {
        const reply = ask && (await this.#askAt(ask, entry.argv))
        if (!ask || !reply || redirectOf(reply, ask)) again.push(entry)
        else this.#owner.settle(entry, reply)
      }
      if (again.length > 0) await this.#sendAgain(again)
    })
  }

  #introduce(link: LearnerLink, last: readonly Command[] = []): void {
    for (const command of [...this.#owner.preamble(), ...last]) {
      link.skipReply()
      link.add(encodeCommand(command))
    }
  }

  #isRedirected(entry: Entry, reply: Reply): boolean {
    const at = this.#link?.endpoint
    const redirect = at && redirectOf(reply, at)
    if (!redirect) return false
    if (redirect.kind === 'moved') this.#home.moved(redirect.slot, redirect.to)
    if (this.#owner.isBound(entry)) this.#owner.lose()
    else this.#moved.push({ entry, ask: redirect.kind === 'ask' ? redirect.to : undefined })
    return true
  }

  async #sendAgain(entries: readonly Entry[]): Promise<void> {
    const old = this.#link
    this.#link = undefined
    old?.close()
    await this.open()
    for (const entry of entries) this.send(entry)
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
    this.#introduce(link, [['ASKING']])
    link.add(encodeCommand(argv))
    link.flush()
    return answer.finally(() => link.close())
  }
}
