import { shareEvents } from './adapters/share-events.ts'
import { shareValues } from './adapters/share-values.ts'
import { RedisMonitorFeed, RedisServerState, type RedisClientSession } from 'js-redis-server/core'

/** Redis's default number of databases. */
const databaseCount = 16

/** MONITOR does not show what the platform looks up for itself. */
class DiscreetMonitorFeed extends RedisMonitorFeed {
  readonly hidden = new Set<string>()

  override publish(event: Parameters<RedisMonitorFeed['publish']>[0]): void {
    if (!this.hidden.has(event.clientId)) super.publish(event)
  }
}

/** The state of one learner's server; the platform's own connections are not among its clients. */
export class ServerState extends RedisServerState {
  readonly #feed: DiscreetMonitorFeed

  constructor() {
    const monitorFeed = new DiscreetMonitorFeed()
    super({ databaseCount, monitorFeed, activeExpiryIntervalMs: false, compatibility: 'redis-7.0' })
    this.#feed = monitorFeed
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

  override getConnectedClients(): readonly RedisClientSession[] {
    return super.getConnectedClients().filter((session) => !this.#feed.hidden.has(session.id))
  }
}
