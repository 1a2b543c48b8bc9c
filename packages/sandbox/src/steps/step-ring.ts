import { Shelf } from '../shelf.ts'

/** A command that was answered; the bytes are good during the call that gets it. */
export interface Ran {
  /** The command as RESP multibulk, `bytes[start..end)`. */
  readonly command: { readonly bytes: Uint8Array; readonly start: number; readonly end: number }
  /** The reply is `bytes[from..end)`. */
  readonly bytes: Uint8Array
  readonly from: number
  readonly end: number
  readonly db: number
  /** CLIENT ID of the connection; empty over HTTP. */
  readonly client: string
  readonly clientName: Uint8Array | undefined
  /** When it was accepted, in milliseconds since 1970. */
  readonly at: number
  readonly tookMs: number
  /** How far the journal goes once it is done. */
  readonly journalEnd: number
}

/** A step as it is kept: nothing decoded. */
export interface KeptStep {
  readonly command: Uint8Array
  readonly reply: Uint8Array
  readonly db: number
  readonly client: string
  readonly clientName: Uint8Array | undefined
  readonly at: number
  readonly tookMs: number
  readonly journalEnd: number
}

/** Bytes that are kept of a command, and as many of its reply. */
const MOST_EACH = 4_096
const FEWEST = 64

/**
 * First in, first out. Most sandboxes are never looked back in, and commands come by the hundred
 * thousand: so there is no object for a step, but a place in a few typed arrays and its bytes on a
 * shelf that many steps share. Keeping a step makes no work for the garbage collector.
 */
export class StepRing {
  #size = FEWEST
  #from = 0
  #length = 0
  #bytes = 0
  readonly #shelf = new Shelf()
  #shelves: (Uint8Array | undefined)[] = []
  #clients: string[] = []
  #names: (Uint8Array | undefined)[] = []
  #starts = new Int32Array(FEWEST)
  #middles = new Int32Array(FEWEST)
  #ends = new Int32Array(FEWEST)
  #dbs = new Int32Array(FEWEST)
  #ats = new Float64Array(FEWEST)
  #took = new Float64Array(FEWEST)
  #journalEnds = new Float64Array(FEWEST)
  #goneJournalEnd: number
  #goneAt: number

  /** The moment before the first step. */
  constructor(journalEnd: number, at: number) {
    this.#goneJournalEnd = journalEnd
    this.#goneAt = at
  }

  get length(): number {
    return this.#length
  }

  /** Bytes of commands and replies together. */
  get bytes(): number {
    return this.#bytes
  }

  push(ran: Ran): void {
    if (this.#length === this.#size) this.#grow()
    const slot = (this.#from + this.#length) & (this.#size - 1)
    const { command } = ran
    const shelf = this.#shelf
    const commandBytes = Math.min(command.end - command.start, MOST_EACH)
    const replyBytes = Math.min(ran.end - ran.from, MOST_EACH)
    this.#shelves[slot] = shelf.withRoom(commandBytes + replyBytes)
    const start = shelf.used
    shelf.put(command.bytes, command.start, commandBytes)
    shelf.put(ran.bytes, ran.from, replyBytes)
    this.#starts[slot] = start
    this.#middles[slot] = start + commandBytes
    this.#ends[slot] = start + commandBytes + replyBytes
    this.#clients[slot] = ran.client
    this.#names[slot] = ran.clientName
    this.#dbs[slot] = ran.db
    this.#ats[slot] = ran.at
    this.#took[slot] = ran.tookMs
    this.#journalEnds[slot] = ran.journalEnd
    this.#length += 1
    this.#bytes += commandBytes + replyBytes
  }

  /** The one at a place, counted from the oldest. */
  at(place: number): KeptStep | undefined {
    if (place < 0 || place >= this.#length) return undefined
    const slot = (this.#from + place) & (this.#size - 1)
    const shelf = this.#shelves[slot]
    if (shelf === undefined) return undefined
    return {
      command: shelf.subarray(this.#starts[slot], this.#middles[slot]),
      reply: shelf.subarray(this.#middles[slot], this.#ends[slot]),
      db: this.#dbs[slot] ?? 0,
      client: this.#clients[slot] ?? '',
      clientName: this.#names[slot],
      at: this.#ats[slot] ?? 0,
      tookMs: this.#took[slot] ?? 0,
      journalEnd: this.#journalEnds[slot] ?? 0,
    }
  }

  /** How far the journal went with the last one that was forgotten. */
  get goneJournalEnd(): number {
    return this.#goneJournalEnd
  }

  /** When the last one that was forgotten was done, in milliseconds since 1970. */
  get goneAt(): number {
    return this.#goneAt
  }

  /** Forgets the oldest. */
  shift(): void {
    if (this.#length === 0) return
    const slot = this.#from
    this.#goneJournalEnd = this.#journalEnds[slot] ?? 0
    this.#goneAt = (this.#ats[slot] ?? 0) + (this.#took[slot] ?? 0)
    this.#bytes -= (this.#ends[slot] ?? 0) - (this.#starts[slot] ?? 0)
    this.#shelves[slot] = undefined
    this.#names[slot] = undefined
    this.#from = (slot + 1) & (this.#size - 1)
    this.#length -= 1
  }

  #grow(): void {
    const from = this.#from
    const size = this.#size * 2
    this.#shelves = turned(this.#shelves, from)
    this.#clients = turned(this.#clients, from)
    this.#names = turned(this.#names, from)
    this.#starts = grown(this.#starts, new Int32Array(size), from)
    this.#middles = grown(this.#middles, new Int32Array(size), from)
    this.#ends = grown(this.#ends, new Int32Array(size), from)
    this.#dbs = grown(this.#dbs, new Int32Array(size), from)
    this.#ats = grown(this.#ats, new Float64Array(size), from)
    this.#took = grown(this.#took, new Float64Array(size), from)
    this.#journalEnds = grown(this.#journalEnds, new Float64Array(size), from)
    this.#size = size
    this.#from = 0
  }
}

/** A full ring with its oldest first. */
function turned<T>(ring: readonly T[], from: number): T[] {
  return [...ring.slice(from), ...ring.slice(0, from)]
}

function grown<T extends Int32Array | Float64Array>(ring: T, bigger: T, from: number): T {
  bigger.set(ring.subarray(from))
  bigger.set(ring.subarray(0, from), ring.length - from)
  return bigger
}
