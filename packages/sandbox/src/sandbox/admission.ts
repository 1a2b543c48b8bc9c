import type { Limits } from '../limits.ts'
import { Rate } from '../policy/rate.ts'
import { SandboxError } from '../sandbox-error.ts'
import type { ClientSession } from '../session/session-home.ts'

/** How many commands a second a sandbox takes: what comes too fast waits, or over HTTP is refused. */
export class Admission {
  readonly #rate: Rate
  readonly #perSecond: number
  readonly #waiting = new Set<ClientSession>()
  #timer: NodeJS.Timeout | undefined

  constructor({ commandsPerSecond, commandsBurst }: Limits) {
    this.#perSecond = commandsPerSecond
    this.#rate = new Rate(commandsPerSecond, commandsBurst, performance.now())
  }

  /** Takes one command; false when it must wait, then the session's `admitted` is called in time. */
  admit(session: ClientSession, now: number): boolean {
    if (this.#rate.take(now)) return true
    this.#waiting.add(session)
    this.#timer ??= setTimeout(() => this.#admitWaiting(), this.#rate.waitMs(now) + 1)
    return false
  }

  /** Takes so many at once. @throws {SandboxError} `too-many-commands` */
  admitMany(count: number): void {
    const taken = this.#rate.takeMany(count, performance.now())
    if (taken.ok) return
    throw new SandboxError(
      'too-many-commands',
      `This sandbox takes ${this.#perSecond} commands a second. Wait a moment, then try again.`,
      { retryAfterMs: taken.retryAfterMs },
    )
  }

  left(session: ClientSession): void {
    this.#waiting.delete(session)
  }

  close(): void {
    clearTimeout(this.#timer)
  }

  #admitWaiting(): void {
    this.#timer = undefined
    const waiting = [...this.#waiting]
    this.#waiting.clear()
    for (const session of waiting) session.admitted()
    // Who was first took what there was: then it is the turn of the others.
    const [first] = waiting
    if (first && this.#waiting.delete(first)) this.#waiting.add(first)
  }
}
