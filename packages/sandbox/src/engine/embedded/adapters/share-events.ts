import type {
  RedisDatabase,
  RedisMutationBus,
  RedisMutationEvent,
  RedisMutationListener,
} from 'js-redis-server/core'

const keyListeners = new WeakMap<RedisDatabase, ReadonlyMap<string, unknown>>()

/** Whether somebody watches a key or waits for one. */
export function hasKeyListeners(database: RedisDatabase): boolean {
  return (keyListeners.get(database)?.size ?? 0) > 0
}

const observers = new WeakMap<RedisDatabase, Set<RedisMutationListener>>()

/** Tells those who look at everything, but not who watches the key: Redis does not touch it either. */
export function observe(database: RedisDatabase, event: RedisMutationEvent): void {
  for (const listener of observers.get(database) ?? []) listener(event)
}

/**
 * Makes a mutation bus hand every listener the event itself. The library copies the whole value for
 * each listener of each write, which makes writing n members cost n². Our listeners only look.
 */
export function shareEvents(database: RedisDatabase): void {
  const bus: RedisMutationBus = database.mutations
  const everything = new Set<RedisMutationListener>()
  observers.set(database, everything)
  const byKey = new Map<string, Set<RedisMutationListener>>()
  keyListeners.set(database, byKey)

  bus.subscribe = (listener) => {
    everything.add(listener)
    return () => void everything.delete(listener)
  }
  bus.subscribeKey = (key, listener) => {
    const id = key.toString('latin1')
    const listeners = byKey.get(id) ?? new Set()
    byKey.set(id, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0 && byKey.get(id) === listeners) byKey.delete(id)
    }
  }
  // A flush touches only the keys that are there.
  let flushed: readonly string[] = []
  const flush = database.flush.bind(database)
  database.flush = () => {
    flushed = [...byKey.keys()].filter((id) => database.getType(Buffer.from(id, 'latin1')) !== null)
    flush()
  }
  bus.emit = (event) => {
    const ids = event.type === 'flush' ? flushed : [event.key.toString('latin1')]
    const concerned = ids.flatMap((id) => [...(byKey.get(id) ?? [])])
    for (const listener of [...everything, ...concerned]) listener(event)
  }
}
