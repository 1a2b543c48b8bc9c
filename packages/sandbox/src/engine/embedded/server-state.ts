import { hasKeyListeners, shareEvents } from './adapters/share-events.ts'
import { shareValues } from './adapters/share-values.ts'
import {
  createDefaultParkHandler,
  RedisMonitorFeed,
  RedisScriptCache,
  RedisServerState,
  type RedisClientSession,
} from 'js-redis-server/core'

/** Redis's default number of databases. */
const databaseCount = 16

/** MONITOR does not show what the platform looks up for itself. */
class DiscreetMonitorFeed extends RedisMonitorFeed {
  readonly hidden = new Set<string>()

  override publish(event: Parameters<RedisMonitorFeed['publish']>[0]): void {
    if (!this.hidden.has(event.clientId)) super.publish(event)
  }
}

/** The library's cache cannot be listed. */
class ListedScripts extends RedisScriptCache {
  readonly sources = new Map<string, Buffer>()

  override load(script: Buffer): string {
    const sha = super.load(script)
    this.sources.set(sha, script)
    return sha
  }

  override flush(): void {
    super.flush()
    this.sources.clear()
  }
}

/** The state of one learner's server; the platform's own connections are not among its clients. */
export class ServerState extends RedisServerState {
  readonly #feed: DiscreetMonitorFeed
  readonly #scripts: ListedScripts
  readonly #park = createDefaultParkHandler()
  #blocked = 0
  #timed = 0

  constructor() {
    const monitorFeed = new DiscreetMonitorFeed()
    const scriptCache = new ListedScripts()
    super({
      databaseCount,
      monitorFeed,
      scriptCache,
      activeExpiryIntervalMs: false,
      compatibility: 'redis-7.0',
    })
    this.#feed = monitorFeed
    this.#scripts = scriptCache
    for (const database of this.databases) {
      shareEvents(database)
      shareValues(database)
    }
  }

  hide(session: RedisClientSession): () => void {
    this.#feed.hidden.add(session.id)
    return () => this.#feed.hidden.delete(session.id)
  }

  isHidden(session: string): boolean {
    return this.#feed.hidden.has(session)
  }

  /** How the library lets a command wait, counted. */
  readonly park: ReturnType<typeof createDefaultParkHandler> = async (request) => {
    const timed = request.timeoutMs === undefined ? 0 : 1
    this.#blocked++
    this.#timed += timed
    try {
      return await this.#park(request)
    } finally {
      this.#blocked--
      this.#timed -= timed
    }
  }

  /** Clients that wait for a key. */
  get blockedClients(): number {
    return this.#blocked
  }

  /** Those of them that wait no longer than a time. */
  get timedClients(): number {
    return this.#timed
  }

  /** The cached scripts. */
  scripts(): readonly Buffer[] {
    return [...this.#scripts.sources.values()]
  }

  /** Nobody watches, waits for or monitors anything: every change comes from a command yet to be sent. */
  get isUnwatched(): boolean {
    return this.#feed.subscriberCount === 0 && this.databases.every((one) => !hasKeyListeners(one))
  }

  override getConnectedClients(): readonly RedisClientSession[] {
    return super.getConnectedClients().filter((session) => !this.#feed.hidden.has(session.id))
  }
}
