/** How many commands a sandbox lets through, as it said when it was opened. */
export interface CommandRate {
  readonly perSecond: number
  readonly burst: number
}

/**
 * Counts the racer's own commands against the sandbox's rate, so that a race waits before it starts
 * and is never slowed down in the middle. Times in milliseconds.
 */
export class CommandBudget {
  private used = 0
  private countedAt = 0

  /** How long to wait before `count` commands are sent at `now`; they then count as sent. */
  take(count: number, { perSecond, burst }: CommandRate, now: number): number {
    const elapsed = Math.max(0, now - this.countedAt)
    this.used = Math.max(0, this.used - (elapsed * perSecond) / 1_000)
    this.countedAt = now
    const missing = this.used + count - burst
    this.used += count
    return missing > 0 && perSecond > 0 ? (missing / perSecond) * 1_000 : 0
  }
}
