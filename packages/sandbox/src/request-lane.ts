import { SandboxError } from './sandbox-error.ts'

const AT_ONCE = 8
const WAITING = 64
const RETRY_MS = 1_000

/** Lets so many HTTP requests of a sandbox run at once and keeps a short line of waiting ones. */
export class RequestLane {
  #running = 0
  readonly #waiting: (() => void)[] = []

  /** @throws {SandboxError} `too-many-requests` when the line is full. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= AT_ONCE) await this.#wait()
    else this.#running += 1
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running -= 1
    }
  }

  #wait(): Promise<void> {
    if (this.#waiting.length >= WAITING) {
      throw new SandboxError(
        'too-many-requests',
        `This sandbox has ${AT_ONCE} requests running and ${WAITING} waiting. Wait for them, then try again.`,
        { retryAfterMs: RETRY_MS },
      )
    }
    return new Promise((resolve) => this.#waiting.push(resolve))
  }
}
