import type { Argv, Reply } from '@keyspace/redis-lang'
import type { EngineLog } from './engine/create-engine.ts'
import type {
  ConnectionHandlers,
  Engine,
  EngineConnection,
  EngineKind,
  InstanceEnd,
  RedisInstance,
} from './engine/engine.ts'
import type { JournalEntry } from './journal.ts'
import { KeyCount } from './key-count.ts'
import type { Limits } from './limits.ts'
import { Monitors } from './monitor/monitors.ts'
import { Observer } from './observe/observer.ts'
import type { Snapshot } from './observe/see-keys.ts'
import { RequestLane } from './request-lane.ts'
import { restartTexts } from './restart-texts.ts'
import type { RestoreContext } from './restore/index.ts'
import { runRequest, type Executed } from './run-request.ts'
import type { Sandbox } from './sandbox.ts'
import { Admission } from './sandbox/admission.ts'
import { BackingRedis } from './sandbox/backing-redis.ts'
import { Chronicle } from './sandbox/chronicle.ts'
import { Replacement } from './sandbox/replacement.ts'
import { Sessions } from './sandbox/sessions.ts'
import { SandboxError } from './sandbox-error.ts'
import { sameToken } from './sandbox-id.ts'
import type { CommandEntry } from './session/command-table.ts'
import type { Answered, Asked, ClientSession, SessionHome } from './session/session-home.ts'
import type { StepList } from './steps/steps.ts'

export interface LearnerSandboxOptions {
  readonly id: string
  readonly token: string
  readonly engine: Engine
  readonly instance: RedisInstance
  readonly limits: Limits
  readonly idleMs: number
  readonly log: EngineLog
  /** Called once, when it has ended for whatever reason. */
  readonly onGone: () => void
}

/** How long a lost connection waits for the news that its Redis is gone; less than a deadline. */
const NEWS_MS = 1_000

/**
 * A sandbox and its parts: the {@link BackingRedis}, the {@link Sessions} on it, the
 * {@link Chronicle} of what they did, who watches, and the {@link Replacement} of a Redis that was
 * lost or had to be stopped. What is here is what takes several of them.
 */
export class LearnerSandbox implements Sandbox, SessionHome {
  readonly id: string
  readonly token: string
  readonly limits: Limits
  readonly restoreContext: RestoreContext

  readonly #options: LearnerSandboxOptions
  readonly #log: EngineLog
  readonly #redis: BackingRedis
  readonly #sessions: Sessions
  readonly #admission: Admission
  readonly #chronicle: Chronicle
  readonly #observer = new Observer(() => this.#redis.platform())
  readonly #monitors = new Monitors(() => this.#redis.instance)
  readonly #keyCount: KeyCount
  readonly #replacement: Replacement
  readonly #lane = new RequestLane()
  #gone = false
  #seed: readonly Argv[] = []
  #usedAt = performance.now()

  constructor(options: LearnerSandboxOptions) {
    const { id, token, engine, instance, limits, log } = options
    this.#options = options
    this.#log = log
    this.id = id
    this.token = token
    this.limits = limits
    this.#sessions = new Sessions(limits)
    this.#admission = new Admission(limits)
    this.#keyCount = new KeyCount(limits.keys, () => this.#redis.platform())
    this.#chronicle = new Chronicle({
      launch: () => engine.launch({ user: id }),
      othersBusy: this.#sessions.othersBusy,
      listener: this.#observer,
    })
    this.restoreContext = {
      user: id,
      ownsServer: engine.kind === 'dedicated',
      addressOf: (clientId) => this.#sessions.withId(clientId)?.port.address,
    }
    this.#redis = new BackingRedis({
      engine,
      instance,
      user: id,
      onEnded: (end) => this.#onCrash(end),
    })
    this.#replacement = new Replacement({
      id,
      redis: this.#redis,
      sessions: this.#sessions,
      chronicle: this.#chronicle,
      observer: this.#observer,
      monitors: this.#monitors,
      keyCount: this.#keyCount,
      log,
      isGone: () => this.#gone,
      giveUp: () => void this.delete(),
    })
  }

  get engine(): EngineKind {
    return this.#redis.instance.kind
  }

  get expiresAt(): Date {
    const left = this.#usedAt + this.#options.idleMs - performance.now()
    return new Date(Date.now() + left)
  }

  get gone(): boolean {
    return this.#gone
  }

  /** Settles when the Redis that is being put in the place of the old one is there; undefined when none is. */
  get replaced(): Promise<unknown> | undefined {
    return this.#replacement.underWay ? this.#replacement.ready : undefined
  }

  checkToken(token: string): boolean {
    return sameToken(token, this.token)
  }

  // ── what a learner asks for ─────────────────────────────────────────────────────────────────

  async execute(commands: readonly Argv[]): Promise<Executed> {
    this.#assertThere()
    this.#admission.admitMany(commands.length)
    return this.#run(commands)
  }

  /** Runs the commands that it begins with, now and after each reset. They do not count for the rate. */
  async plant(seed: readonly Argv[]): Promise<Executed> {
    this.#seed = seed
    return this.#run(seed)
  }

  async keys(): Promise<Snapshot> {
    await this.#use()
    try {
      return await this.#observer.look()
    } catch (cause) {
      await this.#replacement.ready
      this.#assertThere()
      throw new SandboxError('gone', 'The sandbox was restarted meanwhile; try again.', { cause })
    }
  }

  steps(after?: number): StepList {
    return this.#chronicle.steps(after)
  }

  async keysAt(step: number): Promise<Snapshot> {
    await this.#use()
    try {
      return await this.#chronicle.look(step)
    } catch (cause) {
      if (cause instanceof SandboxError) throw cause
      this.#assertThere()
      this.#log.error({ sandbox: this.id, err: cause }, 'The past of a sandbox cannot be shown')
      throw new SandboxError('engine-unavailable', 'This moment cannot be shown now; try again.', {
        cause,
      })
    }
  }

  /** What makes a new sandbox be as this one was after a step, with the times to live of then. @throws {SandboxError} `step-gone` */
  branchAt(step: number): readonly JournalEntry[] {
    this.#assertThere()
    return this.#chronicle.branchAt(step)
  }

  /** Takes up what another sandbox did. @throws {SandboxError} `engine-unavailable` */
  async takeUp(entries: readonly JournalEntry[]): Promise<void> {
    this.#chronicle.takeUp(entries)
    if (await this.#replacement.putBack()) return
    throw new SandboxError('engine-unavailable', 'This moment cannot be brought back now.')
  }

  /** What ran so far is how it begins: step 0. */
  begin(): void {
    this.#chronicle.begin()
  }

  async reset(): Promise<void> {
    await this.#replacement.ready
    this.#assertThere()
    this.#chronicle.clear()
    await this.#replacement.start({ kind: 'reset' })
    this.#assertThere()
    await this.#run(this.#seed)
    this.begin()
  }

  async delete(): Promise<void> {
    if (this.#gone) return
    this.#gone = true
    this.#admission.close()
    this.#sessions.endAll()
    this.#observer.close()
    this.#options.onGone()
    await Promise.all([this.#redis.kill(), this.#chronicle.close()])
    await this.#replacement.ready.catch(() => undefined)
  }

  async #run(commands: readonly Argv[]): Promise<Executed> {
    return this.#lane.run(async () => {
      await this.#use()
      return runRequest(this, commands)
    })
  }

  /** Waits until its Redis can be used. @throws {SandboxError} `gone` */
  async #use(): Promise<void> {
    await this.#replacement.ready
    this.#assertThere()
    this.#usedAt = performance.now()
  }

  #assertThere(): void {
    if (this.#gone) {
      throw new SandboxError('gone', 'This sandbox is gone. Open the lesson again for a new one.')
    }
  }

  // ── for its sessions ────────────────────────────────────────────────────────────────────────

  /** Takes a connection in; the text of the refusal otherwise. */
  join(session: ClientSession): string | undefined {
    if (this.#gone) return 'ERR This sandbox is gone. Open the lesson again for a new one.'
    this.#usedAt = performance.now()
    return this.#sessions.join(session)
  }

  left(session: ClientSession): void {
    this.#sessions.left(session)
    this.#admission.left(session)
    this.#usedAt = performance.now()
  }

  get fullOfKeys(): boolean {
    return this.#keyCount.full
  }

  get watched(): boolean {
    return this.#observer.watched
  }

  get monitored(): boolean {
    return this.#monitors.active
  }

  admit(session: ClientSession, now: number): boolean {
    this.#usedAt = now
    return this.#admission.admit(session, now)
  }

  connect(handlers: ConnectionHandlers): EngineConnection {
    return this.#redis.instance.connect(handlers)
  }

  ask(argv: Argv): Promise<Reply> {
    return this.#redis.platform().ask(argv)
  }

  record(answered: Answered): void {
    this.#chronicle.record(answered)
    this.#wrote(answered.entry, answered.argv.length)
  }

  recordAsIs(session: ClientSession, asked: Asked): void {
    this.#chronicle.recordAsIs(session, asked)
    this.#wrote(asked.entry, asked.command.count)
  }

  answered(
    session: ClientSession,
    asked: Asked,
    reply: Reply | undefined,
    bytes: Uint8Array,
    from: number,
    end: number,
  ): void {
    this.#chronicle.answered(session, asked, reply, bytes, from, end)
  }

  ran(session: ClientSession, entry: CommandEntry, argv: Argv, reply: Reply | undefined): void {
    this.#monitors.ran(session, entry, argv, reply, this.#chronicle.timeOf(performance.now()))
  }

  monitor(session: ClientSession): void {
    void this.#monitors.add(session)
  }

  unmonitor(session: ClientSession): void {
    this.#monitors.remove(session)
  }

  watch(session: ClientSession): void {
    this.#observer.add(session, this.#redis.instance)
  }

  unwatch(session: ClientSession): void {
    this.#observer.remove(session)
  }

  failed(error: unknown): void {
    this.#log.error({ sandbox: this.id, err: error }, 'A session failed')
  }

  upstreamLost(session: ClientSession): void {
    const { instance } = this.#redis
    setTimeout(() => {
      if (this.#gone || this.#replacement.underWay || instance !== this.#redis.instance) return
      if (session.closed) return
      session.interruptAll(restartTexts.lost, restartTexts.lost)
      session.end('restarted')
    }, NEWS_MS).unref()
  }

  #wrote(entry: CommandEntry | undefined, count: number): void {
    this.#keyCount.wrote(count - 1)
    // The server does not say which keys moved, and there may be many.
    if (entry?.name === 'swapdb') this.#observer.touchAll()
  }

  // ── for the service ─────────────────────────────────────────────────────────────────────────

  /** Looks for a command that is over its deadline; the one that is longest is the culprit. */
  checkDeadlines(now: number): void {
    this.#chronicle.setClock()
    if (this.#replacement.underWay || this.#gone) return
    const culprit = this.#sessions.overDeadline(now)
    if (culprit)
      void this.#replacement.start({ kind: 'deadline', ms: this.limits.commandMs, culprit })
  }

  isIdle(now: number): boolean {
    return now - this.#usedAt > this.#options.idleMs
  }

  #onCrash(end: InstanceEnd): void {
    if (this.#gone || this.#replacement.underWay) return
    this.#log.warn({ sandbox: this.id, cause: end.cause, detail: end.detail }, 'Redis ended')
    void this.#replacement.start({ kind: end.cause === 'memory' ? 'memory' : 'crash' })
  }
}
