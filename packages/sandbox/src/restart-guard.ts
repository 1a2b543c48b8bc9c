const WINDOW_MS = 10_000
const MOST_AT_ONCE = 5
const PAUSE_MS = 1_000
const MOST_WITHOUT_CAUSE = 2
const MOST_OUT_OF_MEMORY = 2

/** Keeps a Redis that ends again and again from being restarted without a pause, or with what may be its end. */
export class RestartGuard {
  #ends: { readonly cause: 'memory' | 'crash'; readonly at: number }[] = []
  #unprovoked = 0

  /**
   * A Redis ended by itself. Gives the milliseconds to wait before the next one, when that has happened often.
   * @param now - milliseconds of a steady clock
   * @param provoked - somebody's command was under way, which may have been the cause
   */
  ended(cause: 'memory' | 'crash', now: number, provoked: boolean): number {
    this.#unprovoked = provoked ? 0 : this.#unprovoked + 1
    this.#ends = this.#ends.filter(({ at }) => now - at < WINDOW_MS)
    this.#ends.push({ cause, at: now })
    return this.#ends.length > MOST_AT_ONCE ? PAUSE_MS : 0
  }

  /**
   * False when what is put back may be why it ends: a script that takes all memory does so again when it is
   * repeated, and nobody's command was under way when a replay alone was too much.
   */
  get mayReplay(): boolean {
    const outOfMemory = this.#ends.filter(({ cause }) => cause === 'memory').length
    return this.#unprovoked <= MOST_WITHOUT_CAUSE && outOfMemory <= MOST_OUT_OF_MEMORY
  }
}
