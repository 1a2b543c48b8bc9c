import type { Reply } from '@keyspace/redis-lang'
import type { RedisInstance } from '../engine/engine.ts'
import { Journal, type JournalEntry } from '../journal.ts'
import { CausalOrder } from '../journal/causal-order.ts'
import type { Snapshot } from '../observe/see-keys.ts'
import { Rate } from '../policy/rate.ts'
import { SandboxError } from '../sandbox-error.ts'
import type { Answered, Asked, ClientSession } from '../session/session-home.ts'
import { moveInTime } from '../steps/move-in-time.ts'
import { Past } from '../steps/past.ts'
import { Steps, type Moment, type StepList, type StepView } from '../steps/steps.ts'

/** Looks at the past: each may start a Redis. */
const LOOKS_PER_SECOND = 20
const LOOKS_BURST = 60

export interface ChronicleOptions {
  /** Starts a Redis in which the past is shown. */
  readonly launch: () => Promise<RedisInstance>
  /** Whether another session than that waits for an answer. */
  readonly othersBusy: (session: ClientSession) => boolean
  /** Whoever wants to hear of each step as it happens. */
  readonly listener: {
    readonly watched: boolean
    answered(step: StepView, reply: Reply | undefined): void
  }
}

/**
 * What happened in a sandbox: every command as a step, in the journal what has to be done again to
 * get its data back, and the keyspace as it was after any step.
 */
export class Chronicle {
  readonly #options: ChronicleOptions
  readonly #journal = new Journal()
  readonly #order = new CausalOrder()
  readonly #steps = new Steps(Date.now())
  readonly #past: Past
  readonly #looks = new Rate(LOOKS_PER_SECOND, LOOKS_BURST, performance.now())
  /** What makes the steady clock milliseconds since 1970. */
  #clockOffset = 0

  constructor(options: ChronicleOptions) {
    this.#options = options
    this.#past = new Past({
      launch: options.launch,
      between: (from, end) => this.#journal.between(from, end),
    })
    this.setClock()
  }

  /** The clock of the machine may have been set; called from time to time. */
  setClock(): void {
    this.#clockOffset = Date.now() - performance.now()
  }

  /** Milliseconds since 1970. */
  timeOf(steady: number): number {
    return steady + this.#clockOffset
  }

  // ── writing it down ─────────────────────────────────────────────────────────────────────────

  /** A command ran and did what has to be remembered. */
  record(answered: Answered): void {
    const { session, entry, argv } = answered
    const at = Math.floor(this.timeOf(session.now))
    if (this.#order.isClear && entry?.blocks !== true) this.#journal.record(answered, at)
    else {
      const write = (): void => this.#journal.record(answered, at)
      this.#order.take({ session, entry, argv, serves: true, write }, this.#options.othersBusy)
    }
  }

  /** The same for one that is remembered as it came, whatever it was answered. */
  recordAsIs(session: ClientSession, { entry, command }: Asked): void {
    const { db } = session
    const at = Math.floor(this.timeOf(session.now))
    if (this.#order.isClear && entry?.blocks !== true) this.#journal.recordAsIs(command, db, at)
    else {
      const { argv } = command
      const write = (): void => this.#journal.recordAsIs(command, db, at)
      this.#order.take({ session, entry, argv, serves: true, write }, this.#options.othersBusy)
    }
  }

  /** A command was answered with `bytes[from..end)`, which are good during the call: a step. */
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
    this.#order.take({ session, entry, argv, serves: false, write }, this.#options.othersBusy)
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
      at: this.timeOf(acceptedAt),
      tookMs: answeredAt - acceptedAt,
      journalEnd: this.#journal.end,
    })
    const { listener } = this.#options
    if (!listener.watched) return
    const view = this.#steps.view(number)
    if (view !== undefined) listener.answered(view, reply)
  }

  /** Writes down at once what was held back to be put into its order. */
  release(): void {
    this.#order.release()
  }

  // ── looking at it ───────────────────────────────────────────────────────────────────────────

  /** True when the data cannot be put back any more, because too much ran. */
  get incomplete(): boolean {
    return this.#journal.incomplete
  }

  /** What puts the data back. */
  entries(): readonly JournalEntry[] {
    return this.#journal.entries()
  }

  steps(after?: number): StepList {
    const { first, last } = this.#steps
    return { steps: this.#steps.list(after), first, last, states: !this.#journal.incomplete }
  }

  /** The keys right after a step. @throws {SandboxError} `step-gone`, `too-many-looks`; rejects when they cannot be shown. */
  async look(step: number): Promise<Snapshot> {
    const moment = this.#momentOf(step)
    const taken = this.#looks.takeMany(1, performance.now())
    if (!taken.ok) {
      throw new SandboxError('too-many-looks', 'That was too fast; look again in a moment.', {
        retryAfterMs: taken.retryAfterMs,
      })
    }
    return this.#past.look(moment)
  }

  /** What makes a new sandbox be as this one was after a step, with the times to live of then. @throws {SandboxError} `step-gone` */
  branchAt(step: number): readonly JournalEntry[] {
    const { journalEnd, at } = this.#momentOf(step)
    return moveInTime(this.#journal.between(0, journalEnd), Date.now() - at)
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

  // ── beginning anew ──────────────────────────────────────────────────────────────────────────

  /** Takes up what another sandbox did. */
  takeUp(entries: readonly JournalEntry[]): void {
    for (const entry of entries) this.#journal.add(entry)
  }

  /** What ran so far is how the sandbox begins: step 0. */
  begin(): void {
    this.#order.release()
    this.#steps.begin(this.#journal.end, Date.now())
    this.#past.restart()
  }

  /** Nothing is to be put back; what was held back is given up too. */
  clear(): void {
    this.#order.clear()
    this.#journal.clear()
  }

  /** What was done cannot be done again, nor shown. */
  forget(): void {
    this.#journal.clear()
    this.#steps.forget(this.#journal.end, Date.now())
    this.#past.restart()
  }

  async close(): Promise<void> {
    this.#order.clear()
    await this.#past.close()
  }
}
