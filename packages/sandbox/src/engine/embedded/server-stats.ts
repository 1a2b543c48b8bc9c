interface CommandStats {
  calls: number
  /** Microseconds. */
  usec: number
  failed: number
}

/** What INFO counts. */
export class ServerStats {
  readonly startedAt = Date.now()
  readonly commands = new Map<string, CommandStats>()
  /** By the code that an error begins with. */
  readonly errors = new Map<string, number>()
  hits = 0
  misses = 0
  expired = 0
  connections = 0
  writes = 0

  ran(name: string, usec: number, errorCode: string | undefined): void {
    const stats = this.commands.get(name) ?? { calls: 0, usec: 0, failed: 0 }
    stats.calls += 1
    stats.usec += usec
    if (errorCode !== undefined) {
      stats.failed += 1
      this.errors.set(errorCode, (this.errors.get(errorCode) ?? 0) + 1)
    }
    this.commands.set(name, stats)
  }

  get processed(): number {
    return [...this.commands.values()].reduce((sum, { calls }) => sum + calls, 0)
  }

  reset(): void {
    this.commands.clear()
    this.errors.clear()
    Object.assign(this, { hits: 0, misses: 0, expired: 0, connections: 0 })
  }
}
