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
import { Journal, type JournalEntry } from './journal.ts'
import { CausalOrder } from './journal/causal-order.ts'
import { replay } from './journal/replay.ts'
import { KeyCount } from './key-count.ts'
import type { Limits } from './limits.ts'
import { Monitors } from './monitor/monitors.ts'
import { Observer } from './observe/observer.ts'
import type { Snapshot } from './observe/see-keys.ts'
import { AskingConnection } from './asking-connection.ts'
import { Rate } from './policy/rate.ts'
import { RestartGuard } from './restart-guard.ts'
import type { RestoreContext } from './restore/index.ts'
import { SandboxError } from './sandbox-error.ts'
import { sameToken } from './sandbox-id.ts'
import type { Answered, Asked, ClientSession, SessionHome } from './session/session-home.ts'
import { RequestLane } from './request-lane.ts'
import { restartTexts, type RestartCause } from './restart-texts.ts'
import type { CommandEntry } from './session/command-table.ts'
import { runRequest, type Executed } from './run-request.ts'
import { moveInTime } from './steps/move-in-time.ts'
import { Past } from './steps/past.ts'
import { Steps, type Moment, type StepList } from './steps/steps.ts'

/** One learner's Redis, behind an id and a token. */
export interface Sandbox {
  readonly id: string
  /** The secret; never to be logged. */
  readonly token: string
  readonly engine: EngineKind
  readonly limits: Limits
  /** When it ends unless it is used before. */
  readonly expiresAt: Date
  /** Compares in constant time. */
  checkToken(token: string): boolean
  /**
   * Runs commands in a session of their own that ends with them.
   * @throws {SandboxError} `too-many-commands`, `too-many-requests` or `gone`.
   */
  execute(commands: readonly Argv[]): Promise<Executed>
  /** The keyspace as the key viewer shows it, bounded. @throws {SandboxError} `gone`. */
  keys(): Promise<Snapshot>
  /** Commands that any client ran: those behind the step `after`, as many as fit, or the newest. */
  steps(after?: number): StepList
  /**
   * The keyspace as it was right after a step, bounded like {@link keys}; times to live are those
   * that the keys had then. Step 0 is how the sandbox began.
   * @throws {SandboxError} `step-gone`, `too-many-looks` or `gone`.
   */
  keysAt(step: number): Promise<Snapshot>
  /** As it was created, seed included, behind the same id and token; open connections are closed. @throws {SandboxError} */
  reset(): Promise<void>
  /** Ends it; nothing of it is left. */
  delete(): Promise<void>
}

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

/** Looks at the past: each may start a Redis. */
const LOOKS_PER_SECOND = 20
const LOOKS_BURST = 60

/** How long a lost connection may wait for the news that its Redis is gone. */
const NEWS_MS = 250
/** What is not put back within this time is given up, and the learner is told that it is lost. */
const REPLAY_MS = 20_000

export class LearnerSandbox implements Sandbox, SessionHome {
  readonly id: string
  readonly token: string
  readonly limits: Limits
  readonly restoreContext: RestoreContext

  readonly #options: LearnerSandboxOptions
  readonly #log: EngineLog
  readonly #sessions = new Set<ClientSession>()
  readonly #journal = new Journal()
  readonly #order = new CausalOrder()
  readonly #steps = new Steps(Date.now())
  readonly #past: Past
  readonly #looks = new Rate(LOOKS_PER_SECOND, LOOKS_BURST, performance.now())
  /** What makes the steady clock milliseconds since 1970. */
  #clockOffset = Date.now() - performance.now()
  readonly #observer: Observer
  readonly #monitors = new Monitors(() => this.#instance)
  readonly #rate: Rate
  readonly #waitingForRate = new Set<ClientSession>()
  readonly #guard = new RestartGuard()
  readonly #keyCount: KeyCount
  readonly #lane = new RequestLane()
  readonly #othersBusy = (session: ClientSession): boolean => {
    for (const other of this.#sessions) if (other !== session && other.busy) return true
    return false
  }
  #rateTimer: NodeJS.Timeout | undefined
  #instance: RedisInstance
  #platform: AskingConnection | undefined
  /** Settles when the Redis behind it can be used; rejects with `gone`. */
  #ready: Promise<void> = Promise.resolve()
  #replacing = false
  #gone = false
  #seed: readonly Argv[] = []
  #usedAt = performance.now()

  constructor(options: LearnerSandboxOptions) {
    this.#options = options
    this.#log = options.log
    this.id = options.id
    this.token = options.token
    this.limits = options.limits
    this.#instance = options.instance
    this.#rate = new Rate(
      options.limits.commandsPerSecond,
      options.limits.commandsBurst,
      performance.now(),
    )
    this.restoreContext = {
      user: options.id,
      ownsServer: options.engine.kind === 'dedicated',
      addressOf: (clientId) => this.#sessionOf(clientId)?.port.address,
    }
    this.#observer = new Observer(() => this.#connection())
    this.#keyCount = new KeyCount(options.limits.keys, () => this.#connection())
    this.#past = new Past({
      launch: () => options.engine.launch({ user: options.id }),
      between: (from, end) => this.#journal.between(from, end),
    })
    this.#follow(options.instance)
  }

  get engine(): EngineKind {
    return this.#instance.kind
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
    return this.#replacing ? this.#ready : undefined
  }

  checkToken(token: string): boolean {
    return sameToken(token, this.token)
  }

  async execute(commands: readonly Argv[]): Promise<Executed> {
    this.#assertThere()
    const taken = this.#rate.takeMany(commands.length, performance.now())
    if (!taken.ok) {
      throw new SandboxError(
        'too-many-commands',
        `This sandbox takes ${this.limits.commandsPerSecond} commands a second. Wait a moment, then try again.`,
        { retryAfterMs: taken.retryAfterMs },
      )
    }
    return this.#runUncounted(commands)
  }

  /** Runs the commands that it begins with, now and after each reset. They do not count for the rate. */
  async plant(seed: readonly Argv[]): Promise<Executed> {
    this.#seed = seed
    return this.#runUncounted(seed)
  }

  async #runUncounted(commands: readonly Argv[]): Promise<Executed> {
    return this.#lane.run(async () => {
      await this.#ready
      this.#assertThere()
      this.#usedAt = performance.now()
      return runRequest(this, commands)
    })
  }

  async keys(): Promise<Snapshot> {
    await this.#ready
    this.#assertThere()
    this.#usedAt = performance.now()
    try {
      return await this.#observer.look()
    } catch (cause) {
      await this.#ready
      this.#assertThere()
      throw new SandboxError('gone', 'The sandbox was restarted meanwhile; try again.', { cause })
    }
  }

  steps(after?: number): StepList {
    const { first, last } = this.#steps
    return { steps: this.#steps.list(after), first, last, states: !this.#journal.incomplete }
  }

  async keysAt(step: number): Promise<Snapshot> {
    await this.#ready
    this.#assertThere()
    this.#usedAt = performance.now()
    const moment = this.#momentOf(step)
    const taken = this.#looks.takeMany(1, performance.now())
    if (!taken.ok) {
      throw new SandboxError('too-many-looks', 'That was too fast; look again in a moment.', {
        retryAfterMs: taken.retryAfterMs,
      })
    }
    try {
      return await this.#past.look(moment)
    } catch (cause) {
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
    const { journalEnd, at } = this.#momentOf(step)
    return moveInTime(this.#journal.between(0, journalEnd), Date.now() - at)
  }

  /** Takes up what another sandbox did. @throws {SandboxError} `engine-unavailable` */
  async takeUp(entries: readonly JournalEntry[]): Promise<void> {
    for (const entry of entries) this.#journal.add(entry)
    if (await this.#replay()) return
    throw new SandboxError('engine-unavailable', 'This moment cannot be brought back now.')
  }

  /** What ran so far is how it begins: step 0. */
  begin(): void {
    this.#order.release()
    this.#steps.begin(this.#journal.end, Date.now())
    this.#past.restart()
  }

  #momentOf(step: number): Moment {
    const moment = this.#journal.incomplete ? undefined : this.#steps.momentOf(step)
    if (moment === undefined) {
      throw new SandboxError(
        'step-gone',
        'This step is no longer kept: a sandbox remembers its last 10,000 commands.',
      )
    }
    return moment
  }

  async reset(): Promise<void> {
    await this.#ready
    this.#assertThere()
    this.#order.clear()
    this.#journal.clear()
    await this.#replace({ kind: 'reset' })
    this.#assertThere()
    await this.#runUncounted(this.#seed)
    this.begin()
  }

  async delete(): Promise<void> {
    if (this.#gone) return
    this.#gone = true
    clearTimeout(this.#rateTimer)
    for (const session of [...this.#sessions]) session.end('gone')
    this.#order.clear()
    this.#observer.close()
    this.#platform?.close()
    this.#options.onGone()
    await Promise.all([this.#instance.kill(), this.#past.close()])
    await this.#ready.catch(() => undefined)
  }

  // ── for its sessions ────────────────────────────────────────────────────────────────────────

  /** Takes a connection in; the text of the refusal otherwise. */
  join(session: ClientSession): string | undefined {
    if (this.#gone) return 'ERR This sandbox is gone. Open the lesson again for a new one.'
    const open = [...this.#sessions].filter((other) => !other.stateless).length
    if (!session.stateless && open >= this.limits.connections) {
      return `ERR This sandbox has its limit of ${this.limits.connections} connections. Close one, then connect again.`
    }
    this.#sessions.add(session)
    this.#usedAt = performance.now()
    return undefined
  }

  left(session: ClientSession): void {
    this.#sessions.delete(session)
    this.#waitingForRate.delete(session)
    this.#usedAt = performance.now()
  }

  get fullOfKeys(): boolean {
    return this.#keyCount.full
  }

  get watched(): boolean {
    return this.#observer.watched
  }

  admit(session: ClientSession, now: number): boolean {
    this.#usedAt = now
    if (this.#rate.take(now)) return true
    this.#waitingForRate.add(session)
    this.#rateTimer ??= setTimeout(() => this.#admitWaiting(), this.#rate.waitMs(now) + 1)
    return false
  }

  #admitWaiting(): void {
    this.#rateTimer = undefined
    const waiting = [...this.#waitingForRate]
    this.#waitingForRate.clear()
    for (const session of waiting) session.admitted()
    // Who was first took what there was: then it is the turn of the others.
    const [first] = waiting
    if (first && this.#waitingForRate.delete(first)) this.#waitingForRate.add(first)
  }

  connect(handlers: ConnectionHandlers): EngineConnection {
    return this.#instance.connect(handlers)
  }

  ask(argv: Argv): Promise<Reply> {
    return this.#connection().ask(argv)
  }

  record(answered: Answered): void {
    const { session, entry, argv } = answered
    const at = Math.floor(session.now + this.#clockOffset)
    if (this.#order.isClear && entry?.blocks !== true) this.#journal.record(answered, at)
    else {
      const write = (): void => this.#journal.record(answered, at)
      this.#order.take({ session, entry, argv, serves: true, write }, this.#othersBusy)
    }
    this.#wrote(entry, argv.length)
  }

  recordAsIs(session: ClientSession, asked: Asked): void {
    const { entry, command } = asked
    const { db } = session
    const at = Math.floor(session.now + this.#clockOffset)
    if (this.#order.isClear && entry?.blocks !== true) this.#journal.recordAsIs(command, db, at)
    else {
      const { argv } = command
      const write = (): void => this.#journal.recordAsIs(command, db, at)
      this.#order.take({ session, entry, argv, serves: true, write }, this.#othersBusy)
    }
    this.#wrote(entry, command.count)
  }

  #wrote(entry: CommandEntry | undefined, count: number): void {
    this.#keyCount.wrote(count - 1)
    // The server does not say which keys moved, and there may be many.
    if (entry?.name === 'swapdb') this.#observer.touchAll()
  }

  answered(
    session: ClientSession,
    asked: Asked,
    reply: Reply | undefined,
    bytes: Uint8Array,
    from: number,
    end: number,
  ): void {
    const { entry, command } = asked
    if (this.#order.isClear && entry?.blocks !== true) {
      this.#addStep(session, asked, reply, bytes, from, end, session.now)
      return
    }
    const copy = bytes.slice(from, end)
    const { now } = session
    const write = (): void => this.#addStep(session, asked, reply, copy, 0, copy.length, now)
    const { argv } = command
    this.#order.take({ session, entry, argv, serves: false, write }, this.#othersBusy)
  }

  #addStep(
    session: ClientSession,
    { command, acceptedAt }: Asked,
    reply: Reply | undefined,
    bytes: Uint8Array,
    from: number,
    end: number,
    answeredAt: number,
  ): void {
    const number = this.#steps.add({
      command,
      bytes,
      from,
      end,
      db: session.db,
      client: session.clientId,
      clientName: session.clientName,
      at: acceptedAt + this.#clockOffset,
      tookMs: answeredAt - acceptedAt,
      journalEnd: this.#journal.end,
    })
    if (!this.#observer.watched) return
    const view = this.#steps.view(number)
    if (view !== undefined) this.#observer.answered(view, reply)
  }

  get monitored(): boolean {
    return this.#monitors.active
  }

  ran(session: ClientSession, entry: CommandEntry, argv: Argv, reply: Reply | undefined): void {
    this.#monitors.ran(session, entry, argv, reply, performance.now() + this.#clockOffset)
  }

  monitor(session: ClientSession): void {
    void this.#monitors.add(session)
  }

  unmonitor(session: ClientSession): void {
    this.#monitors.remove(session)
  }

  watch(session: ClientSession): void {
    this.#observer.add(session, this.#instance)
  }

  unwatch(session: ClientSession): void {
    this.#observer.remove(session)
  }

  failed(error: unknown): void {
    this.#log.error({ sandbox: this.id, err: error }, 'A session failed')
  }

  upstreamLost(session: ClientSession): void {
    const instance = this.#instance
    setTimeout(() => {
      if (this.#gone || this.#replacing || instance !== this.#instance || session.closed) return
      session.interruptAll(restartTexts.lost, restartTexts.lost)
      session.end('restarted')
    }, NEWS_MS).unref()
  }

  // ── for the service ─────────────────────────────────────────────────────────────────────────

  /** Looks for a command that is over its deadline; the one that is longest is the culprit. */
  checkDeadlines(now: number): void {
    this.#clockOffset = Date.now() - performance.now()
    if (this.#replacing || this.#gone) return
    let longest = this.limits.commandMs
    let culprit: ClientSession | undefined
    for (const session of this.#sessions) {
      const busyMs = session.busyMs(now)
      if (busyMs > longest) {
        longest = busyMs
        culprit = session
      }
    }
    if (culprit) void this.#replace({ kind: 'deadline', ms: this.limits.commandMs, culprit })
  }

  isIdle(now: number): boolean {
    return now - this.#usedAt > this.#options.idleMs
  }

  // ── the Redis behind it ─────────────────────────────────────────────────────────────────────

  #connection(): AskingConnection {
    if (this.#platform?.closed === true) this.#platform = undefined
    this.#platform ??= new AskingConnection((handlers) => this.#instance.connectAdmin(handlers))
    return this.#platform
  }

  #sessionOf(clientId: string): ClientSession | undefined {
    for (const session of this.#sessions) if (session.clientId === clientId) return session
    return undefined
  }

  #assertThere(): void {
    if (this.#gone) {
      throw new SandboxError('gone', 'This sandbox is gone. Open the lesson again for a new one.')
    }
  }

  #follow(instance: RedisInstance): void {
    void instance.ended.then((end) => {
      if (this.#instance === instance && !this.#gone && !this.#replacing) this.#onCrash(end)
    })
  }

  #onCrash(end: InstanceEnd): void {
    this.#log.warn({ sandbox: this.id, cause: end.cause, detail: end.detail }, 'Redis ended')
    void this.#replace({ kind: end.cause === 'memory' ? 'memory' : 'crash' })
  }

  #replace(cause: RestartCause): Promise<void> {
    if (this.#replacing) return this.#ready
    this.#replacing = true
    this.#ready = this.#putNewOne(cause).finally(() => {
      this.#replacing = false
    })
    this.#ready.catch(() => undefined)
    return this.#ready
  }

  async #putNewOne(cause: RestartCause): Promise<void> {
    this.#log.info({ sandbox: this.id, cause: cause.kind }, 'Replacing the Redis of a sandbox')
    this.#order.release()
    const now = performance.now()
    const mayRestart = this.#guard.mayRestart(cause.kind, now)
    const mayReplay = this.#guard.mayReplay(now)
    const lost = this.#journal.incomplete || !mayReplay
    const staying = this.#interrupt(cause, lost)
    if (!mayReplay) this.#forgetJournal()
    this.#observer.detach()
    this.#monitors.detach()
    this.#platform?.close()
    this.#platform = undefined
    await this.#instance.kill()
    try {
      if (!mayRestart) throw new Error('It ended too often.')
      this.#instance = await this.#options.engine.launch({ user: this.id })
      const restored = await this.#replay()
      if (this.#gone) {
        await this.#instance.kill()
        return
      }
      this.#follow(this.#instance)
      this.#keyCount.reset()
      this.#monitors.attach()
      for (const session of staying) session.restart()
      this.#observer.attach(this.#instance, {
        reason: restartTexts.reason(cause),
        lost: lost || !restored,
      })
    } catch (error) {
      this.#log.error({ sandbox: this.id, err: error }, 'The Redis of a sandbox cannot be replaced')
      void this.delete()
      throw new SandboxError('gone', 'This sandbox could not be restarted. Open a new one.', {
        cause: error,
      })
    }
  }

  /** Puts the data back; false when that was not possible, and the sandbox is empty. */
  async #replay(): Promise<boolean> {
    const learner = new AskingConnection((handlers) => this.#instance.connect(handlers))
    // Commands that each stay below their deadline can take very long together.
    const impatience = setTimeout(() => void this.#instance.kill(), REPLAY_MS)
    try {
      return await replay(this.#journal.entries(), { learner, platform: this.#connection() })
    } catch (error) {
      this.#log.error(
        { sandbox: this.id, err: error },
        'The journal of a sandbox cannot be replayed',
      )
      this.#forgetJournal()
      this.#platform?.close()
      this.#platform = undefined
      await this.#instance.kill()
      this.#instance = await this.#options.engine.launch({ user: this.id })
      return false
    } finally {
      clearTimeout(impatience)
      learner.close()
    }
  }

  /** What was done cannot be done again, nor shown. */
  #forgetJournal(): void {
    this.#journal.clear()
    this.#steps.forget(this.#journal.end, Date.now())
    this.#past.restart()
  }

  /** Answers what was under way and closes who cannot go on; gives those who stay. */
  #interrupt(cause: RestartCause, lost: boolean): readonly ClientSession[] {
    const staying: ClientSession[] = []
    for (const session of [...this.#sessions]) {
      const { first, others } = restartTexts.interrupted(cause, session, lost)
      const isWatcher = this.#observer.has(session)
      const wasBusy = session.busy
      session.interruptAll(first, others)
      const isCulprit = cause.kind === 'deadline' && cause.culprit === session
      const stays =
        cause.kind !== 'reset' &&
        (isCulprit || isWatcher || session.stateless || (cause.kind !== 'deadline' && wasBusy))
      if (stays) staying.push(session)
      else session.end('restarted')
    }
    return staying
  }
}
