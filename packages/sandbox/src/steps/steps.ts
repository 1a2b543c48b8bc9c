import { bytesToJson, type BytesJson, type Reply, type ReplyJson } from '@keyspace/redis-lang'
import { boundBytes, boundReply } from '../observe/bound.ts'
import { readBeginning } from './read-beginning.ts'
import { StepRing, type KeptStep, type Ran } from './step-ring.ts'

/** A step as it is told. Its number counts from 1 within the life of the sandbox. */
export interface StepView {
  readonly step: number
  readonly client: string
  /** What CLIENT SETNAME said, when it did. */
  readonly clientName: BytesJson | null
  readonly db: number
  readonly argv: readonly BytesJson[]
  readonly reply: ReplyJson
  /** True when the command or the reply is shown in part. */
  readonly truncated: boolean
  /** True when it did something to the data that is repeated when the state is built again. */
  readonly writes: boolean
  /** Microseconds since 1970, when it was accepted. */
  readonly at: number
  readonly micros: number
}

export interface StepList {
  readonly steps: readonly StepView[]
  /** The first step that is still kept; `last + 1` when there is none. */
  readonly first: number
  readonly last: number
  /** False when the data at a step cannot be built any more, because too much was written since. */
  readonly states: boolean
}

/** A moment: how far the journal went, and when, in milliseconds since 1970. */
export interface Moment {
  readonly journalEnd: number
  readonly at: number
}

const MOST_STEPS = 10_000
/** Commands and replies together. */
const MOST_TOTAL_BYTES = 8 << 20
const PAGE_STEPS = 500
const PAGE_CHARACTERS = 1 << 20

/** The last commands of every client, in the order in which Redis ran them. */
export class Steps {
  #ring: StepRing
  #last = 0

  constructor(now: number) {
    this.#ring = new StepRing(0, now)
  }

  get last(): number {
    return this.#last
  }

  get first(): number {
    return this.#last - this.#ring.length + 1
  }

  /** The next step; gives its number. */
  add(ran: Ran): number {
    const ring = this.#ring
    ring.push(ran)
    this.#last += 1
    while (ring.length > MOST_STEPS || ring.bytes > MOST_TOTAL_BYTES) ring.shift()
    return this.#last
  }

  /** Begins anew at step 0, which is the state that the journal has now. */
  begin(journalEnd: number, now: number): void {
    this.forget(journalEnd, now)
    this.#last = 0
  }

  /** Forgets what was; the numbers go on. */
  forget(journalEnd: number, now: number): void {
    this.#ring = new StepRing(journalEnd, now)
  }

  /** The moment right after a step, or before the first one that is kept; undefined when it is gone. */
  momentOf(step: number): Moment | undefined {
    if (step === this.first - 1) {
      return { journalEnd: this.#ring.goneJournalEnd, at: Math.ceil(this.#ring.goneAt) }
    }
    const kept = this.#at(step)
    return kept && { journalEnd: kept.journalEnd, at: Math.ceil(kept.at + kept.tookMs) }
  }

  /** Steps behind `after`, the oldest first, as many as fit; without it the newest. */
  list(after: number | undefined): readonly StepView[] {
    const views: StepView[] = []
    let characters = 0
    const begin = Math.max(after ?? this.#last - PAGE_STEPS, this.first - 1) + 1
    for (let step = begin; step <= this.#last && views.length < PAGE_STEPS; step++) {
      const view = this.view(step)
      if (view === undefined) continue
      characters += JSON.stringify(view).length
      if (characters > PAGE_CHARACTERS && views.length > 0) break
      views.push(view)
    }
    return views
  }

  view(number: number): StepView | undefined {
    const kept = this.#at(number)
    if (kept === undefined) return undefined
    const command = readBeginning(kept.command)
    const { reply, whole } = readBeginning(kept.reply)
    const before = this.#at(number - 1)?.journalEnd ?? this.#ring.goneJournalEnd
    return {
      step: number,
      client: kept.client,
      clientName: kept.clientName === undefined ? null : bytesToJson(kept.clientName),
      db: kept.db,
      argv: argumentsOf(command.reply),
      reply: boundReply(reply),
      truncated: !command.whole || !whole,
      writes: kept.journalEnd > before,
      at: Math.round(kept.at * 1_000),
      micros: Math.round(kept.tookMs * 1_000),
    }
  }

  #at(number: number): KeptStep | undefined {
    return this.#ring.at(number - this.first)
  }
}

/** A command is an array of bulk strings, as its reply might be. */
function argumentsOf(command: Reply): readonly BytesJson[] {
  if (command.kind !== 'array') return []
  return command.items.flatMap((item) => (item.kind === 'bulk' ? [boundBytes(item.value)] : []))
}
