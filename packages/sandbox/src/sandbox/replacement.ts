import { setTimeout as sleep } from 'node:timers/promises'
import type { EngineLog } from '../engine/create-engine.ts'
import type { KeyCount } from '../key-count.ts'
import type { Monitors } from '../monitor/monitors.ts'
import type { Observer } from '../observe/observer.ts'
import { RestartGuard } from '../restart-guard.ts'
import { restartTexts, type RestartCause } from '../restart-texts.ts'
import { SandboxError } from '../sandbox-error.ts'
import type { ClientSession } from '../session/session-home.ts'
import type { BackingRedis } from './backing-redis.ts'
import type { Chronicle } from './chronicle.ts'
import type { Sessions } from './sessions.ts'

/** The parts of a sandbox that a new Redis concerns. */
export interface ReplacedParts {
  readonly id: string
  readonly redis: BackingRedis
  readonly sessions: Sessions
  readonly chronicle: Chronicle
  readonly observer: Observer
  readonly monitors: Monitors
  readonly keyCount: KeyCount
  readonly log: EngineLog
  /** The sandbox was deleted meanwhile. */
  isGone(): boolean
  /** There is no new Redis to be had: the sandbox is to end. */
  giveUp(): void
}

/**
 * Puts another Redis behind a sandbox: tells everybody, ends the old one, starts a new one, puts the
 * data back, and lets those go on who can.
 */
export class Replacement {
  readonly #parts: ReplacedParts
  readonly #guard = new RestartGuard()
  #ready: Promise<void> = Promise.resolve()
  #underWay = false

  constructor(parts: ReplacedParts) {
    this.#parts = parts
  }

  get underWay(): boolean {
    return this.#underWay
  }

  /** Settles when the Redis can be used; rejects with `gone`. */
  get ready(): Promise<void> {
    return this.#ready
  }

  /** Does nothing more while one is under way. Rejects with `gone`. */
  start(cause: RestartCause): Promise<void> {
    if (this.#underWay) return this.#ready
    this.#underWay = true
    this.#ready = this.#replace(cause).finally(() => {
      this.#underWay = false
      if (!this.#parts.isGone()) this.#parts.redis.follow()
    })
    this.#ready.catch(() => undefined)
    return this.#ready
  }

  /** Puts the data back; false when that was not possible, and the sandbox is empty. */
  async putBack(): Promise<boolean> {
    const { id, redis, chronicle, log } = this.#parts
    try {
      return await redis.restore(chronicle.entries())
    } catch (error) {
      log.error({ sandbox: id, err: error }, 'The journal of a sandbox cannot be replayed')
      chronicle.forget()
      await redis.kill()
      await redis.launch()
      return false
    }
  }

  async #replace(cause: RestartCause): Promise<void> {
    const { id, redis, sessions, chronicle, observer, monitors, log } = this.#parts
    log.info({ sandbox: id, cause: cause.kind }, 'Replacing the Redis of a sandbox')
    chronicle.release()
    const endedItself = cause.kind === 'crash' || cause.kind === 'memory'
    const pauseMs = endedItself
      ? this.#guard.ended(cause.kind, performance.now(), sessions.busy)
      : 0
    const mayReplay = !endedItself || this.#guard.mayReplay
    const lost = chronicle.incomplete || !mayReplay
    const staying = sessions.interrupt(cause, lost, (session) => observer.has(session))
    if (!mayReplay) chronicle.forget()
    observer.detach()
    monitors.detach()
    await redis.kill()
    try {
      if (pauseMs > 0) await sleep(pauseMs, undefined, { ref: false })
      if (this.#parts.isGone()) return
      await redis.launch()
      const restored = await this.putBack()
      if (this.#parts.isGone()) await redis.kill()
      else this.#goOn(staying, { reason: restartTexts.reason(cause), lost: lost || !restored })
    } catch (error) {
      log.error({ sandbox: id, err: error }, 'The Redis of a sandbox cannot be replaced')
      this.#parts.giveUp()
      throw new SandboxError('gone', 'This sandbox could not be restarted. Open a new one.', {
        cause: error,
      })
    }
  }

  #goOn(
    staying: readonly ClientSession[],
    replaced: { readonly reason: string; readonly lost: boolean },
  ): void {
    const { redis, observer, monitors, keyCount } = this.#parts
    keyCount.reset()
    monitors.attach()
    for (const session of staying) session.restart()
    observer.attach(redis.instance, replaced)
  }
}
