const WINDOW_MS = 10_000
const MOST = 5
const MOST_REPLAYS = 2

/**
 * Stops a Redis that ends again and again from being restarted for ever: at most five times in ten
 * seconds. A deadline or a reset is a learner's doing and takes its own time.
 */
export class RestartGuard {
  #times: number[] = []

  mayRestart(cause: 'deadline' | 'memory' | 'crash' | 'reset', now: number): boolean {
    if (cause === 'deadline' || cause === 'reset') return true
    this.#times = this.#times.filter((time) => now - time < WINDOW_MS)
    this.#times.push(now)
    return this.#times.length <= MOST
  }

  /** False when what is put back ends Redis again and again: then it starts empty. */
  mayReplay(now: number): boolean {
    return this.#times.filter((time) => now - time < WINDOW_MS).length <= MOST_REPLAYS
  }
}
