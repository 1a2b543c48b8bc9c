import { encodeCommand, redisErrors, type DecodedCommand } from '@keyspace/redis-lang'
import { tooBig, type PolicyContext } from '../policy/index.ts'
import { findCommand, type CommandEntry } from './command-table.ts'
import { errorReply } from './error-reply.ts'
import { runLocally } from './local-commands.ts'
import { Pending } from './pending.ts'
import type { ClientSession } from './session-home.ts'
import { Transaction } from './transaction.ts'

/** Redis's answer to this marks a transaction as failed, as a refused command must. */
const POISON = encodeCommand(['KEYSPACE.REFUSED'])

/** Where a command goes once it is decided what becomes of it. */
export interface Ways {
  /** Its answer is known or comes from elsewhere; it keeps its turn. */
  expect(pending: Pending): void
  /** `bytes[start..end)` go to Redis, whose reply the pending one waits for. */
  send(pending: Pending, bytes: Uint8Array, start: number, end: number): void
  /** Nothing is read any more until `run`, called in its turn, has finished. */
  stopFor(pending: Pending, run: () => void): void
}

/** Decides about each command of a session: refused, answered here, or forwarded to Redis. */
export class Reception {
  readonly #session: ClientSession & PolicyContext
  readonly #ways: Ways

  constructor(session: ClientSession & PolicyContext, ways: Ways) {
    this.#session = session
    this.#ways = ways
  }

  accept(command: DecodedCommand): void {
    const entry = findCommand(command)
    if (this.#session.home === undefined) {
      this.#acceptStranger(entry, command)
      return
    }
    const refusal =
      entry === undefined
        ? redisErrors.unknownCommand(command.argv)
        : (this.#tooBig(command) ?? this.#check(entry, command))
    if (refusal !== undefined) {
      this.#refuse(entry, command, refusal)
      return
    }
    if (entry === undefined) return
    if (entry.route === 'forward') this.#forward(entry, command)
    else this.#runHere(entry, command)
  }

  /** Before login only what leads to it is run. */
  #acceptStranger(entry: CommandEntry | undefined, command: DecodedCommand): void {
    const route = entry?.route
    const allowed = route === 'auth' || route === 'hello' || route === 'reset' || route === 'quit'
    if (entry && allowed) {
      this.#runHere(entry, command)
      return
    }
    const pending = new Pending('local', undefined, undefined, this.#session.now)
    pending.reply = errorReply(
      entry === undefined ? redisErrors.unknownCommand(command.argv) : redisErrors.noAuth,
    )
    this.#ways.expect(pending)
  }

  #runHere(entry: CommandEntry, command: DecodedCommand): void {
    const session = this.#session
    const pending = new Pending('barrier', entry, command, session.now)
    this.#ways.stopFor(pending, () => runLocally(session, entry, command.argv))
  }

  #tooBig(command: DecodedCommand): string | undefined {
    const { limits } = this.#session
    const { count, start, end } = command
    // With its framing a command is bigger than its arguments: most need not be counted.
    if (count <= limits.requestArguments && end - start <= limits.requestBytes) return undefined
    return tooBig(command.argv, limits)
  }

  #check(entry: CommandEntry, command: DecodedCommand): string | undefined {
    for (const check of entry.checks) {
      const refusal = check(command, this.#session)
      if (refusal !== undefined) return refusal
    }
    return undefined
  }

  #refuse(entry: CommandEntry | undefined, command: DecodedCommand, text: string): void {
    const { transaction, now } = this.#session
    const pending = new Pending(transaction ? 'poison' : 'local', entry, command, now)
    pending.reply = errorReply(text)
    if (transaction === undefined) {
      this.#ways.expect(pending)
      return
    }
    transaction.failed = true
    this.#ways.send(pending, POISON, 0, POISON.length)
  }

  #forward(entry: CommandEntry, command: DecodedCommand): void {
    const pending = new Pending('upstream', entry, command, this.#session.now)
    if (entry.role !== 'none' || this.#session.transaction !== undefined) {
      this.#followTransaction(pending, entry, command.count)
    }
    if (entry.role === 'subscription') {
      const names = command.count - 1
      pending.framesLeft = names > 0 ? names : entry.name.includes('unsub') ? -1 : 1
    }
    this.#ways.send(pending, command.bytes, command.start, command.end)
  }

  #followTransaction(pending: Pending, entry: CommandEntry, count: number): void {
    const session = this.#session
    if (session.transaction === undefined) {
      if (entry.role !== 'multi' || count > 1) return
      session.transaction = new Transaction()
      pending.transaction = session.transaction
      return
    }
    if (entry.role === 'multi' || entry.role === 'watch') return
    pending.transaction = session.transaction
    // EXEC with an argument is refused, and discards what was queued.
    const ends = entry.role === 'exec' || (entry.role === 'discard' && count === 1)
    if (ends) session.transaction = undefined
  }
}
