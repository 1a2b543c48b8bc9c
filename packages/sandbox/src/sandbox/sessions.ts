import type { Limits } from '../limits.ts'
import { restartTexts, type RestartCause } from '../restart-texts.ts'
import type { ClientSession } from '../session/session-home.ts'

/** The sessions of one sandbox. */
export class Sessions {
  readonly #open = new Set<ClientSession>()
  readonly #limits: Limits

  constructor(limits: Limits) {
    this.#limits = limits
  }

  /** Takes one in; the text of the refusal otherwise. */
  join(session: ClientSession): string | undefined {
    const open = [...this.#open].filter((other) => !other.stateless).length
    const most = this.#limits.connections
    if (!session.stateless && open >= most) {
      return `ERR This sandbox has its limit of ${most} connections. Close one, then connect again.`
    }
    this.#open.add(session)
    return undefined
  }

  left(session: ClientSession): void {
    this.#open.delete(session)
  }

  /** The one whose connection has this CLIENT ID. */
  withId(clientId: string): ClientSession | undefined {
    for (const session of this.#open) if (session.clientId === clientId) return session
    return undefined
  }

  /** Whether any waits for an answer. */
  get busy(): boolean {
    return [...this.#open].some((session) => session.busy)
  }

  /** Whether another one than that waits for an answer. */
  readonly othersBusy = (session: ClientSession): boolean => {
    for (const other of this.#open) if (other !== session && other.busy) return true
    return false
  }

  /** The one whose command has been running for longest, when that is over the deadline. */
  overDeadline(now: number): ClientSession | undefined {
    let longest = this.#limits.commandMs
    let culprit: ClientSession | undefined
    for (const session of this.#open) {
      const busyMs = session.busyMs(now)
      if (busyMs > longest) {
        longest = busyMs
        culprit = session
      }
    }
    return culprit
  }

  /**
   * Redis is gone: answers what was under way and closes who cannot go on; gives those who stay.
   * @param lost - the data cannot be put back
   */
  interrupt(
    cause: RestartCause,
    lost: boolean,
    isWatcher: (session: ClientSession) => boolean,
  ): readonly ClientSession[] {
    const staying: ClientSession[] = []
    for (const session of [...this.#open]) {
      const { first, others } = restartTexts.interrupted(cause, session, lost)
      const stays = mayStay(cause, session, isWatcher(session))
      session.interruptAll(first, others)
      if (stays) staying.push(session)
      else session.end('restarted')
    }
    return staying
  }

  endAll(): void {
    for (const session of [...this.#open]) session.end('gone')
  }
}

/** Who was told why goes on: the culprit, who waited for an answer, and who watches. */
function mayStay(cause: RestartCause, session: ClientSession, isWatcher: boolean): boolean {
  if (cause.kind === 'reset') return false
  if (isWatcher || session.stateless) return true
  return cause.kind === 'deadline' ? cause.culprit === session : session.busy
}
