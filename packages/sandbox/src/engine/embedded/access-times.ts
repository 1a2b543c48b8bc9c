/** When each key was last used by a client's command, for OBJECT IDLETIME. */
export class AccessTimes {
  readonly #times = new Map<string, number>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  touch(database: number, keys: readonly Buffer[]): void {
    for (const key of keys) this.#times.set(idOf(database, key), this.#now())
  }

  forget(database: number, key: Buffer): void {
    this.#times.delete(idOf(database, key))
  }

  clear(database: number): void {
    for (const id of this.#times.keys()) if (id.startsWith(`${database}:`)) this.#times.delete(id)
  }

  all(): readonly (readonly [string, number])[] {
    return [...this.#times]
  }

  /** Takes over what {@link all} gave. */
  restore(times: readonly (readonly [string, number])[]): void {
    for (const [id, time] of times) this.#times.set(id, time)
  }

  idleSeconds(database: number, key: Buffer): number {
    const last = this.#times.get(idOf(database, key)) ?? this.#now()
    return Math.floor((this.#now() - last) / 1000)
  }
}

function idOf(database: number, key: Buffer): string {
  return `${database}:${key.toString('latin1')}`
}
