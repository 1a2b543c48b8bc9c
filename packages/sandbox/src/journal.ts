import { encodeCommand, splitMultibulk, type DecodedCommand } from '@keyspace/redis-lang'
import type { Done, JournalForm } from './journal/journal-form.ts'
import { remember } from './journal/remember.ts'
import { Shelf } from './shelf.ts'

export interface JournalEntry extends JournalForm {
  readonly db: number
  /** When it was answered, in milliseconds since 1970. */
  readonly at: number
}

const MOST_COMMANDS = 10_000
const MOST_BYTES = 32 << 20
const FEWEST = 64
const NO_DEADLINE = -1

/**
 * What changed a sandbox since it was new, in a form that does the same again later. It keeps the
 * last 10,000 commands; what came before them is lost. As with the steps, there is no object for each:
 * the bytes of the commands lie on shelves until somebody wants to repeat them.
 */
export class Journal {
  #size = FEWEST
  /** The places of the oldest entry and behind the newest; they only grow. */
  #first = 0
  #end = 0
  #bytes = 0
  #incomplete = false
  #shelf = new Shelf()
  #shelves: (Uint8Array | undefined)[] = []
  #starts = new Int32Array(FEWEST)
  #lengths = new Int32Array(FEWEST)
  #deadlines = new Int32Array(FEWEST)
  #dbs = new Int32Array(FEWEST)
  #ats = new Float64Array(FEWEST)

  /** True when the oldest commands are no longer there. */
  get incomplete(): boolean {
    return this.#incomplete
  }

  get length(): number {
    return this.#end - this.#first
  }

  /** A place in the journal that no later command moves: behind the last entry. */
  get end(): number {
    return this.#end
  }

  entries(): readonly JournalEntry[] {
    return this.between(this.#first, this.#end)
  }

  /** The entries between two places; those that are no longer there are left out. */
  between(from: number, end: number): readonly JournalEntry[] {
    const entries: JournalEntry[] = []
    for (let place = Math.max(this.#first, from); place < Math.min(this.#end, end); place++) {
      const entry = this.#at(place)
      if (entry !== undefined) entries.push(entry)
    }
    return entries
  }

  /** `at`: when it was answered, in milliseconds since 1970. */
  record(answered: Done & { readonly db: number }, at: number): void {
    const form = remember(answered, at)
    if (form === undefined) return
    this.add({ argv: form.argv, deadlineAt: form.deadlineAt, db: answered.db, at })
  }

  /** A command that is repeated as it came, whatever it was answered. `at` is in milliseconds since 1970. */
  recordAsIs({ bytes, start, end }: DecodedCommand, db: number, at: number): void {
    this.#put(bytes, start, end - start, NO_DEADLINE, db, at)
  }

  add({ argv, deadlineAt, db, at }: JournalEntry): void {
    const bytes = encodeCommand(argv)
    this.#put(bytes, 0, bytes.length, deadlineAt ?? NO_DEADLINE, db, at)
  }

  clear(): void {
    this.#first = this.#end
    this.#shelf = new Shelf()
    this.#shelves = []
    this.#bytes = 0
    this.#incomplete = false
  }

  #put(
    bytes: Uint8Array,
    from: number,
    length: number,
    deadlineAt: number,
    db: number,
    at: number,
  ): void {
    if (this.length === this.#size) this.#grow()
    const slot = this.#end & (this.#size - 1)
    this.#shelves[slot] = this.#shelf.withRoom(length)
    this.#starts[slot] = this.#shelf.used
    this.#shelf.put(bytes, from, length)
    this.#lengths[slot] = length
    this.#deadlines[slot] = deadlineAt
    this.#dbs[slot] = db
    this.#ats[slot] = at
    this.#end += 1
    this.#bytes += length
    while (this.length > MOST_COMMANDS || this.#bytes > MOST_BYTES) this.#forgetFirst()
  }

  #at(place: number): JournalEntry | undefined {
    const slot = place & (this.#size - 1)
    const shelf = this.#shelves[slot]
    if (shelf === undefined) return undefined
    const deadlineAt = this.#deadlines[slot] ?? NO_DEADLINE
    return {
      argv: splitMultibulk(shelf, this.#starts[slot] ?? 0),
      deadlineAt: deadlineAt === NO_DEADLINE ? undefined : deadlineAt,
      db: this.#dbs[slot] ?? 0,
      at: this.#ats[slot] ?? 0,
    }
  }

  #forgetFirst(): void {
    const slot = this.#first & (this.#size - 1)
    this.#bytes -= this.#lengths[slot] ?? 0
    this.#shelves[slot] = undefined
    this.#first += 1
    this.#incomplete = true
  }

  /** Twice the room, each entry in the slot of its place. */
  #grow(): void {
    const size = this.#size * 2
    const moved = (place: number): readonly [from: number, to: number] => [
      place & (this.#size - 1),
      place & (size - 1),
    ]
    const shelves: (Uint8Array | undefined)[] = []
    for (let place = this.#first; place < this.#end; place++) {
      const [from, to] = moved(place)
      shelves[to] = this.#shelves[from]
    }
    const grown = <T extends Int32Array | Float64Array>(ring: T, bigger: T): T => {
      for (let place = this.#first; place < this.#end; place++) {
        const [from, to] = moved(place)
        bigger[to] = ring[from] ?? 0
      }
      return bigger
    }
    this.#starts = grown(this.#starts, new Int32Array(size))
    this.#lengths = grown(this.#lengths, new Int32Array(size))
    this.#deadlines = grown(this.#deadlines, new Int32Array(size))
    this.#dbs = grown(this.#dbs, new Int32Array(size))
    this.#ats = grown(this.#ats, new Float64Array(size))
    this.#shelves = shelves
    this.#size = size
  }
}
