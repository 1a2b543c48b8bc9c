/** Holds each piece for the same time and hands it on, in the order in which they came. */
export class DelayLine<T> {
  readonly #delayMs: number
  readonly #deliver: (piece: T) => void
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #held: T[] = []

  constructor(delayMs: number, deliver: (piece: T) => void) {
    this.#delayMs = delayMs
    this.#deliver = deliver
  }

  push(piece: T): void {
    this.#held.push(piece)
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      // Whichever timer it is that ran out: the order is the queue's.
      const next = this.#held.shift()
      if (next !== undefined) this.#deliver(next)
    }, this.#delayMs)
    this.#timers.add(timer)
  }

  /** Throws away what it holds. */
  clear(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
    this.#held.length = 0
  }
}
