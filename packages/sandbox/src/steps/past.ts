import type { KeyView } from '@keyspace/redis-lang'
import { AskingConnection } from '../asking-connection.ts'
import type { RedisInstance } from '../engine/engine.ts'
import type { JournalEntry } from '../journal.ts'
import { Replay, SHIFT_MS, isShifted } from '../journal/replay.ts'
import { seeKeys, type Snapshot } from '../observe/see-keys.ts'
import type { SeenKey } from '../observe/snapshot-key.ts'
import type { Moment } from './steps.ts'

/** How long the Redis that shows the past waits for the next look, in milliseconds. */
const KEPT_MS = 5_000

export interface PastOptions {
  readonly launch: () => Promise<RedisInstance>
  /** What the journal has between two of its places. */
  readonly between: (from: number, end: number) => readonly JournalEntry[]
}

interface Scratch {
  readonly instance: RedisInstance
  readonly learner: AskingConnection
  readonly platform: AskingConnection
  readonly replay: Replay
  moment: Moment
}

/**
 * Shows the keyspace as it was at a moment: a Redis of the same engine in which the journal is
 * replayed that far. It stays for a few seconds, so that a look at a later moment only replays what
 * lies between. There is one at most, and looks come one after the other.
 */
export class Past {
  readonly #options: PastOptions
  #scratch: Scratch | undefined
  #timer: NodeJS.Timeout | undefined
  #turn: Promise<unknown> = Promise.resolve()
  #closed = false

  constructor(options: PastOptions) {
    this.#options = options
  }

  /** The keyspace at that moment; times to live are those that the keys had then. Rejects when it cannot be built. */
  look(moment: Moment): Promise<Snapshot> {
    const looked = this.#turn.then(() => this.#look(moment))
    this.#turn = looked.catch(() => this.#forget())
    return looked
  }

  /** The journal began anew: what was built goes once the looks that were asked for are done. */
  restart(): void {
    this.#turn = this.#turn.then(() => this.#forget())
  }

  async #forget(): Promise<void> {
    clearTimeout(this.#timer)
    const scratch = this.#scratch
    this.#scratch = undefined
    scratch?.learner.close()
    scratch?.platform.close()
    await scratch?.instance.kill()
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#forget()
  }

  async #look(moment: Moment): Promise<Snapshot> {
    clearTimeout(this.#timer)
    const scratch = await this.#reach(moment)
    const seen = await seeKeys(scratch.platform)
    this.#timer = setTimeout(() => void this.#forget(), KEPT_MS)
    this.#timer.unref()
    const keys = seen.keys.flatMap((key) => asOf(moment.at, key) ?? [])
    return { ...seen, keys, total: seen.total - (seen.keys.length - keys.length) }
  }

  async #reach(moment: Moment): Promise<Scratch> {
    const before = this.#scratch
    const isAhead =
      before !== undefined &&
      before.moment.journalEnd <= moment.journalEnd &&
      before.moment.at <= moment.at
    if (!isAhead) await this.#forget()
    const scratch = isAhead ? before : await this.#open()
    const entries = this.#options.between(scratch.moment.journalEnd, moment.journalEnd)
    if (!(await scratch.replay.run(entries))) throw new Error('The replay took too long.')
    await scratch.replay.expireUntil(moment.at)
    scratch.moment = moment
    return scratch
  }

  async #open(): Promise<Scratch> {
    const instance = await this.#options.launch()
    if (this.#closed) {
      await instance.kill()
      throw new Error('The sandbox is gone.')
    }
    const learner = new AskingConnection((handlers) => instance.connect(handlers))
    const platform = new AskingConnection((handlers) => instance.connectAdmin(handlers))
    const replay = new Replay({ learner, platform })
    const scratch: Scratch = {
      instance,
      learner,
      platform,
      replay,
      moment: { journalEnd: 0, at: 0 },
    }
    this.#scratch = scratch
    return scratch
  }
}

/**
 * A key with the time to live that it had at `at`, in a Redis where deadlines lie {@link SHIFT_MS}
 * late; undefined when it had expired.
 */
function asOf(at: number, { view, expiresAt }: SeenKey): KeyView | undefined {
  if (expiresAt === null || !isShifted(expiresAt)) return view
  const ttlMs = expiresAt - SHIFT_MS - at
  return ttlMs > 0 ? { ...view, ttlMs } : undefined
}
