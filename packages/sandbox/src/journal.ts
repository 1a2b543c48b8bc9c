import type { JournalForm } from './journal/journal-form.ts'
import { remember } from './journal/remember.ts'
import type { Answered } from './session/session-home.ts'

export interface JournalEntry extends JournalForm {
  readonly db: number
  /** When it was answered, in milliseconds since 1970. */
  readonly at: number
}

const MOST_COMMANDS = 10_000
const MOST_BYTES = 32 << 20

/**
 * What changed a sandbox since it was new, in a form that does the same again later. It keeps the
 * last 10,000 commands; what came before them is lost.
 */
export class Journal {
  #entries: JournalEntry[] = []
  #first = 0
  #bytes = 0
  #incomplete = false
  /** How many were ever recorded. */
  #end = 0

  /** True when the oldest commands are no longer there. */
  get incomplete(): boolean {
    return this.#incomplete
  }

  get length(): number {
    return this.#entries.length - this.#first
  }

  /** A place in the journal that no later command moves: behind the last entry. */
  get end(): number {
    return this.#end
  }

  entries(): readonly JournalEntry[] {
    return this.#entries.slice(this.#first)
  }

  /** The entries between two places; those that are no longer there are left out. */
  between(from: number, end: number): readonly JournalEntry[] {
    const place = (at: number): number => Math.max(0, at - this.#end + this.#entries.length)
    return this.#entries.slice(Math.max(this.#first, place(from)), place(end))
  }

  record(answered: Pick<Answered, 'entry' | 'argv' | 'reply' | 'db'>): void {
    const at = Date.now()
    const form = remember(answered, at)
    if (form === undefined) return
    this.add({ argv: form.argv, deadlineAt: form.deadlineAt, db: answered.db, at })
  }

  add(entry: JournalEntry): void {
    this.#entries.push(entry)
    this.#end += 1
    this.#bytes += size(entry)
    while (this.length > MOST_COMMANDS || this.#bytes > MOST_BYTES) this.#forgetFirst()
  }

  clear(): void {
    this.#entries = []
    this.#first = 0
    this.#bytes = 0
    this.#incomplete = false
  }

  #forgetFirst(): void {
    const entry = this.#entries[this.#first]
    if (entry === undefined) return
    this.#bytes -= size(entry)
    this.#first += 1
    this.#incomplete = true
    if (this.#first < MOST_COMMANDS) return
    this.#entries = this.#entries.slice(this.#first)
    this.#first = 0
  }
}

function size({ argv }: JournalForm): number {
  let bytes = 0
  for (const argument of argv) bytes += argument.length
  return bytes
}
