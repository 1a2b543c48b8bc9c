import { setTimeout as sleep } from 'node:timers/promises'
import { commandSpec, encodeCommand } from '@keyspace/redis-lang'
import { RawClient } from '../testing/raw-client.ts'
import { show } from '../testing/show.ts'
import type { HouseUnderAttack, Tenant } from './house-under-attack.ts'

/** What became of one command: an answer, silence, or the end of the connection. */
export type Outcome = { readonly text: string } | 'silent' | 'closed'

interface Line {
  readonly client: RawClient
  /** An answer is still to come: what is sent now is not answered before. */
  owes: boolean
  /** The last command that was sent. */
  owed: readonly string[]
  closed: boolean
}

/** For what may wait for others, and for bytes that need not be answered at all. */
const briefMs = 120

/** The connections of one tenant: a new one whenever the last was closed or still waits. */
export class Console {
  /** Everything that this tenant was ever sent. */
  readonly seen: string[] = []
  readonly #house: HouseUnderAttack
  readonly #tenant: Tenant
  readonly #lines: Line[] = []
  readonly #named = new Map<number, Line>()
  #last: Line | undefined

  constructor(house: HouseUnderAttack, tenant: Tenant) {
    this.#house = house
    this.#tenant = tenant
  }

  async run(argv: readonly string[], withinMs: number, name?: number): Promise<Outcome> {
    const line = await this.#line(name)
    line.client.write(encodeCommand(argv))
    line.owed = argv
    return this.#outcome(line, mayWait(argv) ? briefMs : withinMs, mayWait(argv))
  }

  /** Bytes that may be no command at all. */
  async send(
    bytes: Buffer,
    options: { stranger?: boolean; deaf?: boolean; conn?: number | undefined } = {},
  ): Promise<Outcome> {
    const line =
      options.stranger === true ? await this.#open(false) : await this.#line(options.conn)
    line.client.write(bytes)
    if (options.deaf === true) {
      line.client.pause()
      line.owes = true
      return 'silent'
    }
    const outcome = await this.#outcome(line, briefMs, false)
    if (outcome !== 'silent') await this.#rest(line)
    return outcome
  }

  /** The same bytes over and over; without `read` the replies stay in the network. */
  async flood(
    bytes: Buffer,
    { times, read, withinMs }: { times: number; read: boolean; withinMs: number },
  ): Promise<Outcome> {
    const line = await this.#open(true)
    if (!read) line.client.pause()
    line.owes = true
    for (let sent = 0; sent < times && !line.closed; sent += 1_000) {
      const many = Math.min(1_000, times - sent)
      line.client.write(Buffer.concat(Array.from({ length: many }, () => bytes)))
      await new Promise((resolve) => setImmediate(resolve))
    }
    if (!read) return this.#outcome(line, 500, true)
    let outcome: Outcome = 'silent'
    const endsAt = performance.now() + withinMs
    for (let taken = 0; taken < times; taken++) {
      outcome = await this.#outcome(line, endsAt - performance.now(), true)
      if (typeof outcome === 'string') return outcome
    }
    return outcome
  }

  /** What else came: bytes may be several commands. */
  async #rest(line: Line): Promise<void> {
    await sleep(10)
    const rest = await line.client.take(line.client.left.length)
    this.seen.push(...rest.map(show))
  }

  async connect(count: number): Promise<Outcome> {
    const before = this.seen.length
    for (let opened = 0; opened < count; opened++) await this.#open(true)
    return { text: this.seen.slice(before).at(-1) ?? '' }
  }

  /** Takes what came in the meantime, and closes everything. */
  close(): void {
    for (const line of this.#lines) {
      this.seen.push(...line.client.left.map(show))
      line.client.close()
    }
    this.#lines.length = 0
    this.#named.clear()
    this.#last = undefined
  }

  async #line(name: number | undefined): Promise<Line> {
    const known = name === undefined ? this.#last : this.#named.get(name)
    if (known?.closed === false && (name !== undefined || !known.owes)) return known
    const line = await this.#open(true)
    if (name === undefined) this.#last = line
    else this.#named.set(name, line)
    return line
  }

  async #open(login: boolean): Promise<Line> {
    const client = await RawClient.open(this.#house.port)
    const line: Line = { client, owes: false, owed: [], closed: false }
    void client.closed.then(() => (line.closed = true))
    this.#lines.push(line)
    if (login) {
      const { id, token } = this.#tenant
      client.write(encodeCommand(['AUTH', id, token]))
      await this.#outcome(line, 10_000, false, ['+OK'])
    }
    return line
  }

  async #outcome(
    line: Line,
    withinMs: number,
    owesThen: boolean,
    unremarkable: readonly string[] = [],
  ): Promise<Outcome> {
    try {
      const text = show(await line.client.next(Math.max(1, withinMs)))
      line.owes = false
      if (!unremarkable.includes(text)) this.seen.push(withoutEcho(text, line.owed))
      return { text }
    } catch (error) {
      if (error instanceof Error && error.message === 'closed') {
        line.closed = true
        return 'closed'
      }
      line.owes ||= owesThen
      return 'silent'
    }
  }
}

/** An error that quotes what one has just said oneself gives nothing away. */
function withoutEcho(text: string, said: readonly string[]): string {
  if (!text.startsWith('-')) return text
  return said.reduce((left, word) => (word.length > 2 ? left.replaceAll(word, '…') : left), text)
}

/** WAIT waits for replicas, which Redis does not flag as blocking; no subcommand waits. */
function mayWait([word = '']: readonly string[]): boolean {
  const name = word.toLowerCase()
  return name === 'wait' || commandSpec(name)?.flags.has('blocking') === true
}
