import type { RedisMutationEvent, RedisServerState, RedisTurnQueue } from 'js-redis-server/core'

/** How often Redis's own cycle runs with the default `hz 10`. */
const intervalMs = 100

/**
 * Deletes expired keys that nobody reads, so that they are reported in time. The timer runs only
 * while some key may have a time to live: a sandbox at rest costs nothing.
 */
export class ExpirySweep {
  readonly #state: RedisServerState
  readonly #turns: RedisTurnQueue
  #scheduled = false
  #timer: NodeJS.Timeout | undefined
  #stopped = false

  constructor(state: RedisServerState, turns: RedisTurnQueue) {
    this.#state = state
    this.#turns = turns
  }

  start(): void {
    for (const database of this.#state.databases) {
      database.subscribe((event) => {
        if (mayExpire(event)) this.#schedule()
      })
    }
  }

  /** For ever: its server has ended. */
  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
  }

  #schedule(): void {
    if (this.#scheduled || this.#stopped) return
    this.#scheduled = true
    this.#timer = setTimeout(() => void this.#sweep(), intervalMs)
  }

  async #sweep(): Promise<void> {
    const turn = await this.#turns.waitTurn()
    this.#scheduled = false
    try {
      this.#state.sweepExpired()
      if (this.#someKeyExpires()) this.#schedule()
    } finally {
      turn.release()
    }
  }

  #someKeyExpires(): boolean {
    return this.#state.databases.some((database) =>
      database.entriesSnapshot().some((entry) => entry.expiresAt !== undefined),
    )
  }
}

function mayExpire(event: RedisMutationEvent): boolean {
  return event.type === 'expire' || (event.type === 'write' && event.expiresAt !== undefined)
}
