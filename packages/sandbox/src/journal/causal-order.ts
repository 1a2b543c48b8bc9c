import type { Argv } from '@keyspace/redis-lang'
import type { CommandEntry } from '../session/command-table.ts'
import type { ClientSession } from '../session/session-home.ts'

/** After that, what a waiting command waited for has been answered long ago. */
const MOST_MS = 50

const script = /^(?:eval|evalsha|fcall)$/

/** Something to be written down of a command that was answered. */
export interface ToWrite {
  readonly session: ClientSession
  readonly entry: CommandEntry | undefined
  readonly argv: Argv
  /** True when it may have written what another client waited for. */
  readonly serves: boolean
  write(): void
}

/**
 * Puts answers into the order in which Redis ran the commands, as far as it matters: a client that
 * waited in BLPOP gets its reply before the client whose push served it. Such a pop is held back
 * until a command that may have served it is answered; what its connection does next waits behind it.
 */
export class CausalOrder {
  #held: ToWrite[] = []
  #timer: NodeJS.Timeout | undefined
  #releasing: NodeJS.Immediate | undefined

  /** True when nothing is held back: what does not block may be written at once, without asking. */
  get isClear(): boolean {
    return this.#held.length === 0
  }

  /** `othersBusy`: whether another connection of the sandbox than the given one waits for an answer. */
  take(answered: ToWrite, othersBusy: (session: ClientSession) => boolean): void {
    const blocks = answered.entry?.blocks === true
    if (!blocks && this.#held.length === 0) {
      answered.write()
      return
    }
    const waited = blocks && othersBusy(answered.session)
    const isBehind = this.#held.some((held) => held.session === answered.session)
    if (waited || isBehind) {
      this.#held.push(answered)
      this.#timer ??= setTimeout(() => this.release(), MOST_MS)
      return
    }
    answered.write()
    if (answered.serves && this.#held.some((held) => mayServe(answered, held))) {
      // The rest of a transaction comes in the same turn, and before the pop.
      this.#releasing ??= setImmediate(() => this.release())
    }
  }

  /** Nothing more is to come: what is held back is written. */
  release(): void {
    clearTimeout(this.#timer)
    clearImmediate(this.#releasing)
    this.#timer = undefined
    this.#releasing = undefined
    const held = this.#held
    this.#held = []
    for (const answered of held) answered.write()
  }

  clear(): void {
    this.#held = []
    this.release()
  }
}

/** True when a command names the key that another was popped from, or may have written any. */
function mayServe(command: ToWrite, popped: ToWrite): boolean {
  if (script.test(command.entry?.name ?? '')) return true
  return popped.argv
    .slice(1)
    .some((key) => command.argv.some((argument) => Buffer.compare(argument, key) === 0))
}
