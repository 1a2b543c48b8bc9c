import type { Change, Reply } from '@keyspace/redis-lang'
import type { AskingConnection } from '../asking-connection.ts'
import type { RedisInstance, Touched } from '../engine/engine.ts'
import { latin1 } from '../policy/argument.ts'
import type { StepView } from '../steps/steps.ts'
import type { ClientSession } from '../session/session-home.ts'
import { boundReply } from './bound.ts'
import { countByDatabase, total } from './count-keys.ts'
import { idOf, type KeyRef } from './key-ref.ts'
import { KnownKeys } from './known-keys.ts'
import { listKeys } from './list-keys.ts'
import { MOST_KEYS, seeKeys, type Snapshot } from './see-keys.ts'
import { snapshotKeys } from './snapshot-key.ts'
import { encodeEvent, type WatchEvent } from './watch-event.ts'

/** Keys of one look. */
const MOST_TOUCHED = 500

/**
 * Tells watchers what happens in a sandbox: every command, and what it changed. Does nothing while
 * nobody watches. Looks come one after the other, so that events are in order.
 */
export class Observer {
  readonly #connection: () => AskingConnection
  readonly #watchers = new Set<ClientSession>()
  readonly #known = new KnownKeys()
  #touched = new Map<string, Uint8Array>()
  #allTouched = false
  #lookDue = false
  #turn: Promise<unknown> = Promise.resolve()
  #stopListening: (() => void) | undefined

  constructor(connection: () => AskingConnection) {
    this.#connection = connection
  }

  get watched(): boolean {
    return this.#watchers.size > 0
  }

  has(session: ClientSession): boolean {
    return this.#watchers.has(session)
  }

  /** From now on it hears of everything; a snapshot comes first. */
  add(session: ClientSession, instance: RedisInstance): void {
    this.#watchers.add(session)
    this.#listen(instance)
    this.#enqueue(async () => {
      const snapshot = await this.#snapshot()
      session.push(encodeEvent({ kind: 'snapshot', ...snapshot }))
    })
  }

  remove(session: ClientSession): void {
    if (!this.#watchers.delete(session) || this.watched) return
    this.close()
  }

  /** The Redis behind the sandbox is gone. */
  detach(): void {
    this.#stopListening?.()
    this.#stopListening = undefined
    this.#touched.clear()
    this.#allTouched = false
    this.#known.clear()
  }

  /** A new Redis is there. */
  attach(instance: RedisInstance, replaced: { reason: string; lost: boolean }): void {
    if (!this.watched) return
    this.#tell({ kind: 'replaced', ...replaced })
    this.#listen(instance)
    this.#enqueue(async () => this.#tell({ kind: 'snapshot', ...(await this.#snapshot()) }))
  }

  close(): void {
    this.detach()
    this.#watchers.clear()
  }

  /** A command was answered and written down as a step. */
  answered(step: StepView, reply: Reply | undefined): void {
    // A reply that was decoded anyway is told at greater length than it is kept.
    const told = reply === undefined ? step : { ...step, reply: boundReply(reply) }
    this.#tell({ kind: 'command', ...told })
  }

  /** The keyspace as it is now. Rejects when the connection is lost. */
  async look(): Promise<Snapshot> {
    const { keys, total: count, truncated } = await seeKeys(this.#connection())
    return { keys: keys.map(({ view }) => view), total: count, truncated }
  }

  #listen(instance: RedisInstance): void {
    this.#stopListening ??= instance.onTouched((touched) => this.#onTouched(touched))
  }

  /** Something happened that the engine cannot name keys for. */
  touchAll(): void {
    if (this.watched) this.#onTouched({ kind: 'all' })
  }

  #onTouched(touched: Touched): void {
    if (touched.kind === 'all') this.#allTouched = true
    else for (const key of touched.keys) this.#touched.set(latin1(key), new Uint8Array(key))
    if (this.#touched.size > MOST_TOUCHED) this.#allTouched = true
    if (this.#lookDue) return
    this.#lookDue = true
    // Other commands of the same turn of the event loop are told together.
    setImmediate(() => this.#enqueue(() => this.#lookAtTouched()))
  }

  #enqueue(work: () => Promise<void>): void {
    // A lost connection ends the work; the sandbox attaches a new Redis.
    this.#turn = this.#turn.then(work).catch(() => undefined)
  }

  async #lookAtTouched(): Promise<void> {
    this.#lookDue = false
    const touched = [...this.#touched.values()]
    const all = this.#allTouched
    this.#touched.clear()
    this.#allTouched = false
    if (!this.watched) return
    const connection = this.#connection()
    const counts = await countByDatabase(connection)
    const refs = all ? await this.#everything(counts) : this.#refsOf(touched, counts)
    const changes = await this.#compare(refs, !all)
    if (changes.length > 0) this.#tell({ kind: 'changes', changes, total: total(counts) })
  }

  async #everything(counts: ReadonlyMap<number, number>): Promise<readonly KeyRef[]> {
    const there = await listKeys(this.#connection(), counts.keys(), MOST_KEYS)
    return unique([...this.#known.refs, ...there])
  }

  /** A key is touched in some database: in each that has keys, or had this one. */
  #refsOf(touched: readonly Uint8Array[], counts: ReadonlyMap<number, number>): readonly KeyRef[] {
    const databases = new Set([...counts.keys(), ...this.#known.refs.map(({ db }) => db)])
    return [...databases].flatMap((db) => touched.map((key) => ({ db, key })))
  }

  async #compare(refs: readonly KeyRef[], written: boolean): Promise<Change[]> {
    const at = Date.now()
    const seen = await snapshotKeys(this.#connection(), refs)
    const places = new Map<string, number>()
    refs.forEach(({ key }, index) => {
      if (seen[index] !== 'missing') places.set(latin1(key), (places.get(latin1(key)) ?? 0) + 1)
    })
    const changes: Change[] = []
    refs.forEach((ref, index) => {
      const one = seen[index]
      if (one === undefined) return
      if (one === 'moving') this.#touched.set(latin1(ref.key), ref.key)
      const isOnly = (places.get(latin1(ref.key)) ?? 0) < 2
      const change = this.#known.compare(ref, one, at, written && isOnly)
      if (change !== undefined) changes.push(change)
    })
    return changes
  }

  async #snapshot(): Promise<Snapshot> {
    const at = Date.now()
    const { keys, total: count, truncated } = await seeKeys(this.#connection())
    for (const { ref, ...key } of keys) this.#known.learn(ref, key, at)
    return { keys: keys.map(({ view }) => view), total: count, truncated }
  }

  #tell(event: WatchEvent): void {
    const bytes = encodeEvent(event)
    for (const watcher of [...this.#watchers]) watcher.push(bytes)
  }
}

function unique(refs: readonly KeyRef[]): readonly KeyRef[] {
  return [...new Map(refs.map((ref) => [idOf(ref), ref])).values()]
}
