import type { RedisMutationEvent, RedisServerState } from 'js-redis-server/core'
import { elementsOf, sizeOf } from './value-size.ts'

interface Entry {
  bytes: number
  /** How many more writes before the value is measured again. */
  writesLeft: number
  elements: number
}

/**
 * Keeps count of what all data takes, from the writes. A big collection is measured again after a
 * sixteenth of its size in writes, so counting costs a constant share of each write.
 */
export class MemoryUse {
  readonly #entries: Map<string, Entry>[]
  #bytes = 0
  #peak = 0

  constructor(state: RedisServerState) {
    this.#entries = state.databases.map(() => new Map<string, Entry>())
    for (const database of state.databases) database.subscribe((event) => this.#count(event))
  }

  get bytes(): number {
    return this.#bytes
  }

  /** The most that it ever was. */
  get peak(): number {
    return (this.#peak = Math.max(this.#peak, this.#bytes))
  }

  #count(event: RedisMutationEvent): void {
    this.#peak = Math.max(this.#peak, this.#bytes)
    const entries = this.#entries[event.database]
    if (entries === undefined) return
    if (event.type === 'flush') {
      for (const { bytes } of entries.values()) this.#bytes -= bytes
      entries.clear()
    } else if (event.type === 'write') this.#measure(entries, event)
    else if (event.type === 'delete' || event.type === 'evict') this.#forget(entries, event.key)
  }

  #measure(
    entries: Map<string, Entry>,
    { key, value }: Extract<RedisMutationEvent, { type: 'write' }>,
  ): void {
    const id = key.toString('latin1')
    const entry = entries.get(id) ?? { bytes: 0, writesLeft: 0, elements: 0 }
    entries.set(id, entry)
    const elements = elementsOf(value)
    if (value.type !== 'string' && entry.writesLeft-- > 0) {
      const average = entry.bytes / Math.max(1, entry.elements)
      const bytes = Math.max(entry.bytes, Math.round(average * elements))
      this.#bytes += bytes - entry.bytes
      entry.bytes = bytes
      entry.elements = elements
      return
    }
    const bytes = sizeOf(key, value)
    this.#bytes += bytes - entry.bytes
    entry.bytes = bytes
    entry.elements = elements
    entry.writesLeft = Math.floor(elements / 16)
  }

  #forget(entries: Map<string, Entry>, key: Buffer): void {
    const id = key.toString('latin1')
    this.#bytes -= entries.get(id)?.bytes ?? 0
    entries.delete(id)
  }
}
