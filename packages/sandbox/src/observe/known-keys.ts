import { createHash } from 'node:crypto'
import { bytesToJson, type Change } from '@keyspace/redis-lang'
import { idOf, type KeyRef } from './key-ref.ts'
import type { Seen, SeenKey } from './snapshot-key.ts'

interface Known extends KeyRef {
  /** When it expires by our clock, no later than it does; null when it does not. */
  readonly deadline: number | null
  /** The same by the clock of its server, to the millisecond. */
  readonly expiresAt: number | null
  readonly digest: string
}

/** What the watchers were told of the keyspace: what a new look is compared with. */
export class KnownKeys {
  readonly #known = new Map<string, Known>()

  get refs(): readonly KeyRef[] {
    return [...this.#known.values()]
  }

  /** Databases in which a key of that name was seen. */
  databasesOf(key: Uint8Array, databases: Iterable<number>): readonly number[] {
    return [...databases].filter((db) => this.#known.has(idOf({ db, key })))
  }

  clear(): void {
    this.#known.clear()
  }

  /** Takes a view that the watchers have, unless a newer change of it is still to be told. */
  learn(ref: KeyRef, key: SeenKey, at: number): void {
    const id = idOf(ref)
    if (!this.#known.has(id)) this.#known.set(id, known(ref, key, at))
  }

  /**
   * What happened to a key since it was last seen. `at`: when the look began, in milliseconds since
   * 1970. A key that was written is `changed` even when it looks the same.
   */
  compare(ref: KeyRef, seen: Seen, at: number, wasWritten: boolean): Change | undefined {
    const id = idOf(ref)
    const before = this.#known.get(id)
    if (seen === 'moving') return undefined
    if (seen === 'missing') {
      if (before === undefined) return undefined
      this.#known.delete(id)
      const expired = before.deadline !== null && before.deadline <= at
      return { kind: expired ? 'expired' : 'deleted', db: ref.db, key: bytesToJson(ref.key) }
    }
    const now = known(ref, seen, at)
    this.#known.set(id, now)
    const { view } = seen
    if (before === undefined) return { kind: 'added', view }
    const isSame = before.digest === now.digest && before.expiresAt === now.expiresAt
    return isSame && !wasWritten ? undefined : { kind: 'changed', view }
  }
}

function known({ db, key }: KeyRef, { view, expiresAt }: SeenKey, at: number): Known {
  const { value, length, encoding } = view
  return {
    db,
    key,
    deadline: view.ttlMs === null ? null : at + view.ttlMs,
    expiresAt,
    digest: createHash('sha1')
      .update(JSON.stringify([value, length, encoding]))
      .digest('base64'),
  }
}
