import { errorCode, type Argv } from '@keyspace/redis-lang'
import type { EngineLog } from './engine/create-engine.ts'
import { EngineUnavailable, type Engine, type RedisInstance } from './engine/engine.ts'
import type { Limits } from './limits.ts'
import { SandboxError } from './sandbox-error.ts'
import { newSandboxId, newToken } from './sandbox-id.ts'
import type { JournalEntry } from './journal.ts'
import { LearnerSandbox } from './learner-sandbox.ts'
import type { Sandbox } from './sandbox.ts'
import { redisErrors } from '@keyspace/redis-lang'
import type { Door } from './session/session-home.ts'

export interface SandboxServiceOptions {
  readonly engine: Engine
  readonly limits: Limits
  /** Milliseconds without use after which a sandbox ends. */
  readonly idleMs: number
  readonly maxSandboxes: number
  readonly log: EngineLog
}

export interface CreateOptions {
  readonly seed?: readonly Argv[]
  /** To be as another sandbox was right after one of its steps; the seed runs behind that. */
  readonly branch?: { readonly sandbox: string; readonly step: number }
}

/** All sandboxes of this process. */
export interface SandboxService {
  /**
   * A new sandbox in which the commands of `seed` have run.
   * @throws {SandboxError} `full`, `engine-unavailable`, or `bad-seed` with the place and the reply
   * of the first command that failed; then nothing is left of the sandbox. For a branch also `gone`
   * and `step-gone`.
   */
  create(options?: CreateOptions): Promise<Sandbox>
  /** Undefined when there is none, or no longer. */
  get(id: string): Sandbox | undefined
  readonly size: number
  /** Where clients log in: to any sandbox, or to one. */
  door(sandboxId?: string): Door
  /** Ends every sandbox and creates no more. The engine is its owner's to close. */
  close(): Promise<void>
}

/** How often deadlines and idle times are looked at, in milliseconds. */
const TICK_MS = 50
/** A tick that is so late says that this process was busy, not Redis. */
const LATE_MS = 250
const RETRY_MS = 10_000

export function createSandboxService(options: SandboxServiceOptions): SandboxService {
  return new Registry(options)
}

class Registry implements SandboxService {
  readonly #options: SandboxServiceOptions
  readonly #sandboxes = new Map<string, LearnerSandbox>()
  #creating = 0
  #timer: NodeJS.Timeout | undefined
  #tickedAt = 0
  #closed = false

  constructor(options: SandboxServiceOptions) {
    this.#options = options
  }

  get size(): number {
    return this.#sandboxes.size
  }

  get(id: string): Sandbox | undefined {
    return this.#sandboxes.get(id)
  }

  async create({ seed = [], branch }: CreateOptions = {}): Promise<Sandbox> {
    if (this.#closed) throw new SandboxError('engine-unavailable', 'The server is shutting down.')
    const { maxSandboxes } = this.#options
    if (this.size + this.#creating >= maxSandboxes) {
      throw new SandboxError(
        'full',
        `All ${maxSandboxes} sandboxes are in use. Try again in a moment.`,
        { retryAfterMs: RETRY_MS },
      )
    }
    this.#creating += 1
    try {
      const past = branch && this.#branch(branch)
      const sandbox = await this.#open()
      if (past) await this.#takeUp(sandbox, past)
      await this.#seed(sandbox, seed)
      sandbox.begin()
      return sandbox
    } finally {
      this.#creating -= 1
    }
  }

  door(sandboxId?: string): Door {
    return {
      enter: (session, user, password) => {
        const sandbox = this.#sandboxes.get(user)
        const isWrong = sandbox?.checkToken(password) !== true
        if (isWrong || (sandboxId !== undefined && sandboxId !== user)) {
          return { refusal: redisErrors.wrongPass }
        }
        if (sandbox.replaced) return { wait: sandbox.replaced }
        const refusal = sandbox.join(session)
        return refusal === undefined ? { home: sandbox } : { refusal }
      },
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#stopTicking()
    await Promise.all([...this.#sandboxes.values()].map((sandbox) => sandbox.delete()))
  }

  async #open(): Promise<LearnerSandbox> {
    const { engine, limits, idleMs, log } = this.#options
    const id = newSandboxId()
    const instance = await this.#launch(id)
    if (this.#closed) {
      await instance.kill()
      throw new SandboxError('engine-unavailable', 'The server is shutting down.')
    }
    const sandbox = new LearnerSandbox({
      id,
      token: newToken(),
      engine,
      instance,
      limits,
      idleMs,
      log,
      onGone: () => this.#forget(id),
    })
    this.#sandboxes.set(id, sandbox)
    this.#startTicking()
    return sandbox
  }

  async #launch(user: string): Promise<RedisInstance> {
    try {
      return await this.#options.engine.launch({ user })
    } catch (cause) {
      this.#options.log.error({ err: cause }, 'A sandbox could not be started')
      const message =
        cause instanceof EngineUnavailable ? cause.message : 'No Redis could be started; try again.'
      throw new SandboxError('engine-unavailable', message, { cause, retryAfterMs: RETRY_MS })
    }
  }

  #branch({ sandbox, step }: { sandbox: string; step: number }): readonly JournalEntry[] {
    const source = this.#sandboxes.get(sandbox)
    if (source === undefined) throw new SandboxError('gone', 'There is no such sandbox any more.')
    return source.branchAt(step)
  }

  async #takeUp(sandbox: LearnerSandbox, entries: readonly JournalEntry[]): Promise<void> {
    try {
      await sandbox.takeUp(entries)
    } catch (error) {
      await sandbox.delete()
      throw error
    }
  }

  async #seed(sandbox: LearnerSandbox, seed: readonly Argv[]): Promise<void> {
    if (seed.length === 0) return
    const { replies } = await sandbox.plant(seed)
    const index = replies.findIndex((reply) => reply.kind === 'error')
    const failed = replies[index]
    if (failed?.kind !== 'error') return
    await sandbox.delete()
    throw new SandboxError(
      'bad-seed',
      `Command ${index + 1} of the seed failed (${errorCode(failed.value)}).`,
      { index, reply: failed.value },
    )
  }

  #forget(id: string): void {
    this.#sandboxes.delete(id)
    if (this.size === 0) this.#stopTicking()
  }

  #startTicking(): void {
    if (this.#timer) return
    this.#tickedAt = performance.now()
    this.#timer = setInterval(() => this.#tick(), TICK_MS)
    this.#timer.unref()
  }

  #stopTicking(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  #tick(): void {
    const now = performance.now()
    const isLate = now - this.#tickedAt > LATE_MS
    this.#tickedAt = now
    if (isLate) return
    for (const sandbox of this.#sandboxes.values()) {
      sandbox.checkDeadlines(now)
      if (sandbox.isIdle(now)) void this.#expire(sandbox)
    }
  }

  async #expire(sandbox: LearnerSandbox): Promise<void> {
    this.#options.log.info({ sandbox: sandbox.id }, 'A sandbox was not used and ends')
    await sandbox.delete()
  }
}
