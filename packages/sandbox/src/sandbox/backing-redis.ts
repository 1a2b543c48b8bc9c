import { AskingConnection } from '../asking-connection.ts'
import type { Engine, InstanceEnd, RedisInstance } from '../engine/engine.ts'
import type { JournalEntry } from '../journal.ts'
import { replay } from '../journal/replay.ts'

/** What is not put back within this time is given up, and the learner is told that it is lost. */
const REPLAY_MS = 20_000

export interface BackingRedisOptions {
  readonly engine: Engine
  readonly instance: RedisInstance
  /** The learner's name on it. */
  readonly user: string
  /** It ended by itself. */
  readonly onEnded: (end: InstanceEnd) => void
}

/** The Redis behind a sandbox, which may be replaced by a new one. */
export class BackingRedis {
  readonly #options: BackingRedisOptions
  #instance: RedisInstance
  #platform: AskingConnection | undefined

  constructor(options: BackingRedisOptions) {
    this.#options = options
    this.#instance = options.instance
    this.follow()
  }

  get instance(): RedisInstance {
    return this.#instance
  }

  /** The platform's own connection to it. */
  platform(): AskingConnection {
    if (this.#platform?.closed === true) this.#platform = undefined
    this.#platform ??= new AskingConnection((handlers) => this.#instance.connectAdmin(handlers))
    return this.#platform
  }

  /** Ends it; {@link launch} puts a new one in its place. */
  async kill(): Promise<void> {
    this.#platform?.close()
    this.#platform = undefined
    await this.#instance.kill()
  }

  /** A new, empty one, not yet followed. Rejects when the engine has none. */
  async launch(): Promise<void> {
    const { engine, user } = this.#options
    this.#instance = await engine.launch({ user })
  }

  /** Does all that again. Rejects when that was not possible; then it is to be replaced once more. */
  async restore(entries: readonly JournalEntry[]): Promise<boolean> {
    const instance = this.#instance
    const learner = new AskingConnection((handlers) => instance.connect(handlers))
    // Commands that each stay below their deadline can take very long together.
    const impatience = setTimeout(() => void instance.kill(), REPLAY_MS)
    try {
      return await replay(entries, { learner, platform: this.platform() })
    } finally {
      clearTimeout(impatience)
      learner.close()
    }
  }

  /** From now on its end is told, also when it has ended already. */
  follow(): void {
    const instance = this.#instance
    void instance.ended.then((end) => {
      if (this.#instance === instance) this.#options.onEnded(end)
    })
  }
}
