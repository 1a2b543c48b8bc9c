/**
 * A token bucket: `perSecond` commands a second in the long run, `burst` at once. The clock comes
 * as an argument, in milliseconds.
 */
export class Rate {
  readonly #perMs: number
  readonly #burst: number
  #tokens: number
  #filledAt: number

  constructor(perSecond: number, burst: number, now: number) {
    this.#perMs = perSecond / 1_000
    this.#burst = burst
    this.#tokens = burst
    this.#filledAt = now
  }

  /** Takes one when there is one. */
  take(now: number): boolean {
    if (this.#tokens < 1) this.#fill(now)
    if (this.#tokens < 1) return false
    this.#tokens -= 1
    return true
  }

  /** Takes `count`, or a whole bucket when it is less, at once; otherwise tells how long to wait. */
  takeMany(count: number, now: number): { ok: true } | { ok: false; retryAfterMs: number } {
    this.#fill(now)
    const missing = Math.min(count, this.#burst) - this.#tokens
    if (missing > 0) return { ok: false, retryAfterMs: Math.ceil(missing / this.#perMs) }
    this.#tokens -= count
    return { ok: true }
  }

  /** Milliseconds until there is one again. */
  waitMs(now: number): number {
    this.#fill(now)
    return this.#tokens >= 1 ? 0 : Math.ceil((1 - this.#tokens) / this.#perMs)
  }

  #fill(now: number): void {
    const filled = this.#tokens + (now - this.#filledAt) * this.#perMs
    this.#tokens = Math.min(this.#burst, filled)
    this.#filledAt = now
  }
}
