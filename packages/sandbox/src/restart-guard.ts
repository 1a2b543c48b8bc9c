const WINDOW_MS = 10_000
const MOST = 5
const MOST_UNPROVOKED = 2

/** Keeps a Redis that ends again and again from being restarted without a pause, or with what may be its end. */
export class RestartGuard {
  #times: number[] = []
  #unprovoked = 0

  /**
   * A Redis ended by itself. Gives the milliseconds to wait before the next one: at most five begin within ten seconds.
   * @param now - milliseconds of a steady clock
   * @param provoked - somebody's command was under way, which may have been the cause
   */
  ended(now: number, provoked: boolean): number {
    this.#unprovoked = provoked ? 0 : this.#unprovoked + 1
    this.#times = this.#times.filter((time) => now - time < WINDOW_MS)
    const [oldest] = this.#times.slice(-MOST)
    const pauseMs = this.#times.length < MOST || oldest === undefined ? 0 : oldest + WINDOW_MS - now
    this.#times.push(now + pauseMs)
    return pauseMs
  }

  /** False when Redis ends again and again without anybody's doing: what is put back may be why. */
  get mayReplay(): boolean {
    return this.#unprovoked <= MOST_UNPROVOKED
  }
}
