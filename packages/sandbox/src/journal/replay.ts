import type { Argv, Reply } from '@keyspace/redis-lang'
import type { JournalEntry } from '../journal.ts'
import type { AskingConnection } from '../asking-connection.ts'
import { countByDatabase } from '../observe/count-keys.ts'
import { listKeys } from '../observe/list-keys.ts'
import { integer, isWord, word } from '../policy/argument.ts'
import { Deadlines, type KeyPlace } from './deadlines.ts'
import { hasFieldDeadline } from './field-expiry.ts'
import { ScriptTime } from './script-time.ts'

export interface ReplayInto {
  /** As the learner: a script must not be able to do more the second time. */
  readonly learner: AskingConnection
  /** For the settings that the sandbox let the learner make. */
  readonly platform: AskingConnection
}

/**
 * While the journal runs, every deadline lies this much later, so that no key expires on the way:
 * what had expired before a command ran is deleted before that command, no sooner and no later.
 */
export const SHIFT_MS = 10 * 365 * 24 * 3_600_000

/** True for a deadline, in milliseconds since 1970, that lies {@link SHIFT_MS} late. */
export function isShifted(deadline: number): boolean {
  return deadline > Date.now() + SHIFT_MS / 2 && Number.isSafeInteger(deadline)
}

const BATCH = 256
const MOST_MS = 15_000
/** Looking for what scripts let expire may take so long in all; the rest counts from the replay. */
const MOST_LOOKING_MS = 3_000
const MOST_KEYS = 2_000

type Command = readonly (string | Uint8Array)[]

const script = /^(?:eval|evalsha|fcall)$/

/**
 * Does everything in the journal again in a new, empty Redis. False when it took too long and was
 * given up; throws when the connection was lost.
 */
export async function replay(entries: readonly JournalEntry[], into: ReplayInto): Promise<boolean> {
  if (entries.length === 0) return true
  const running = new Replay(into)
  return (await running.run(entries)) && running.finish()
}

/**
 * A replay that can be stopped at a moment and go on later. Until it is finished every deadline in
 * the Redis lies {@link SHIFT_MS} late, so that time stands still in there.
 */
export class Replay {
  readonly #into: ReplayInto
  readonly #deadlines = new Deadlines()
  readonly #scriptTime = new ScriptTime()
  #batch: Command[] = []
  #db = 0
  #hadDeadline = false
  #lookedMs = 0

  constructor(into: ReplayInto) {
    this.#into = into
  }

  /** False when it took too long and was given up. Throws when the connection was lost. */
  async run(entries: readonly JournalEntry[]): Promise<boolean> {
    const endsAt = performance.now() + MOST_MS
    for (const entry of entries) {
      if (entry.at >= this.#deadlines.next) await this.#expireUntil(entry.at)
      await this.#repeat(entry)
      if (performance.now() > endsAt) return false
    }
    await this.#flush()
    return true
  }

  /** Lets the time of the journal go on to `time`: what had expired by then goes. */
  async expireUntil(time: number): Promise<void> {
    if (time >= this.#deadlines.next) await this.#expireUntil(time)
    await this.#flush()
  }

  /** Gives every key its own deadline back; time goes on. Always true. */
  async finish(): Promise<true> {
    if (this.#hadDeadline) await this.#unshift()
    return true
  }

  async #repeat(entry: JournalEntry): Promise<void> {
    if (isWord(entry.argv[0], 'config')) {
      await this.#flush()
      await this.#into.platform.ask(entry.argv)
      return
    }
    this.#select(entry.db)
    if (script.test(word(entry.argv, 0))) await this.#repeatScript(entry)
    else {
      this.#batch.push(...this.#scriptTime.repeat(this.#shifted(entry), entry.at))
      this.#deadlines.follow(entry.argv, entry.db)
      if (this.#batch.length >= BATCH) await this.#flush()
    }
  }

  /** A script sets times to live itself, and takes keys elsewhere: those times too count from when it ran. */
  async #repeatScript(entry: JournalEntry): Promise<void> {
    this.#batch.push(...this.#scriptTime.repeat(entry.argv, entry.at), ['TIME'])
    const time = (await this.#flush()).at(-1)
    if (this.#lookedMs > MOST_LOOKING_MS) return
    const startedAt = performance.now()
    await this.#shiftWhatItSet(entry, millisecondsOf(time))
    this.#lookedMs += performance.now() - startedAt
  }

  /** `doneAt`: when it was done this time; `at`: when it was done the first time. */
  async #shiftWhatItSet({ at }: JournalEntry, doneAt: number): Promise<void> {
    const { learner } = this.#into
    for (const db of await this.#databases()) {
      const refs = await listKeys(learner, [db], MOST_KEYS)
      this.#db = db
      const deadlines = await learner.askAll(refs.map(({ key }) => ['PEXPIRETIME', key]))
      const late: Command[] = []
      refs.forEach(({ key }, place) => {
        const deadline = numberOf(deadlines[place])
        if (deadline < 0) return
        const wasSet = !isShifted(deadline)
        const time = wasSet ? at + deadline - doneAt : deadline - SHIFT_MS
        this.#expect({ db, key }, time)
        if (wasSet) late.push(['PEXPIREAT', key, String(time + SHIFT_MS)])
      })
      await learner.askAll(late)
    }
  }

  /** Those that hold a key. */
  async #databases(): Promise<readonly number[]> {
    return [...(await countByDatabase(this.#into.platform)).keys()]
  }

  #expect(key: KeyPlace, time: number): void {
    this.#hadDeadline = true
    this.#deadlines.expect(key, time)
  }

  #select(db: number): void {
    if (db === this.#db) return
    this.#db = db
    this.#batch.push(['SELECT', String(db)])
  }

  #shifted({ argv, deadlineAt, db }: JournalEntry): Argv {
    const [, key] = argv
    const time = deadlineAt === undefined ? undefined : integer(argv[deadlineAt])
    if (time === undefined || key === undefined) return argv
    // What lies so far away that it cannot be moved will not expire on the way either.
    if (!Number.isSafeInteger(time + SHIFT_MS)) return argv
    // Fields keep their own: no key expires with them, and none is looked up when time goes on.
    if (hasFieldDeadline.test(word(argv, 0))) return argv
    this.#expect({ db, key }, time)
    return argv.map((argument, at) =>
      at === deadlineAt ? Buffer.from(String(time + SHIFT_MS)) : argument,
    )
  }

  async #flush(): Promise<readonly Reply[]> {
    const batch = this.#batch
    this.#batch = []
    return this.#into.learner.askAll(batch)
  }

  /** Deletes what had expired at that time, unless its deadline was moved meanwhile. */
  async #expireUntil(time: number): Promise<void> {
    for (const { db, key } of this.#deadlines.due(time)) {
      this.#select(db)
      await this.#flush()
      const expiresAt = await this.#originalDeadline(key)
      if (expiresAt !== undefined && expiresAt <= time) this.#batch.push(['DEL', key])
    }
  }

  /** When a key of the selected database expires in the time of the journal. */
  async #originalDeadline(key: Uint8Array): Promise<number | undefined> {
    const deadline = numberOf(await this.#into.learner.ask(['PEXPIRETIME', key]))
    return isShifted(deadline) ? deadline - SHIFT_MS : undefined
  }

  /** Gives every key its own deadline back; those that have passed meanwhile go. */
  async #unshift(): Promise<void> {
    for (const db of await this.#databases()) {
      this.#select(db)
      await this.#flush()
      let cursor = '0'
      do {
        const reply = await this.#into.learner.ask(['SCAN', cursor, 'COUNT', '1000'])
        if (reply.kind !== 'array') return
        const [next, page] = reply.items
        cursor = next?.kind === 'bulk' ? Buffer.from(next.value).toString() : '0'
        const keys = page?.kind === 'array' ? page.items : []
        for (const key of keys) if (key.kind === 'bulk') await this.#unshiftKey(key.value)
      } while (cursor !== '0')
    }
  }

  async #unshiftKey(key: Uint8Array): Promise<void> {
    const expiresAt = await this.#originalDeadline(key)
    if (expiresAt !== undefined) {
      await this.#into.learner.ask(['PEXPIREAT', key, String(Math.max(1, expiresAt))])
    }
  }
}

/** -1 is also Redis's word for none. */
function numberOf(reply: Reply | undefined): number {
  return reply?.kind === 'integer' ? Number(reply.value) : -1
}

/** What TIME answered, in milliseconds since 1970. */
function millisecondsOf(time: Reply | undefined): number {
  const [seconds, micros] = time?.kind === 'array' ? time.items.map(numberIn) : []
  return Math.floor((seconds ?? 0) * 1_000 + (micros ?? 0) / 1_000)
}

function numberIn(reply: Reply): number {
  return reply.kind === 'bulk' ? Number(Buffer.from(reply.value).toString()) : 0
}
