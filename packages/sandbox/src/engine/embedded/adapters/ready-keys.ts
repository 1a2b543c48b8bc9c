/**
 * The keys that one client waits for, and in which order they came to hold something. Redis serves
 * the client from the first of them, whatever order it named them in.
 *
 * Source: handleClientsBlockedOnKeys of Redis 7.0.
 */
export class ReadyKeys {
  readonly #awaited: Buffer[] = []
  readonly #ready: Buffer[] = []

  await(key: Buffer): void {
    if (!includes(this.#awaited, key)) this.#awaited.push(key)
  }

  /** A wait begins. */
  clear(): void {
    this.#ready.length = 0
  }

  note(key: Buffer): void {
    if (!includes(this.#ready, key)) this.#ready.push(key)
  }

  inOrder(): readonly Buffer[] {
    return this.#ready
  }

  /** Whether another key goes before this one; `holds` says whether one still holds something. */
  isBehind(key: Buffer, holds: (key: Buffer) => boolean): boolean {
    const first = this.#ready.find(holds)
    return first !== undefined && !first.equals(key) && includes(this.#awaited, key)
  }
}

function includes(keys: readonly Buffer[], key: Buffer): boolean {
  return keys.some((one) => one.equals(key))
}
