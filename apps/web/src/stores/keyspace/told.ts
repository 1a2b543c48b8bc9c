import type { WatchEvent } from '@keyspace/protocol'
import type { KeyView } from '@keyspace/redis-lang'
import type { SandboxEvent } from '@keyspace/visualizer'
import type { LiveKey } from './live-keys.ts'

/** What the sandbox told, as the visualizers want it. `now`: the moment it came in. */
export function toldOf(
  event: Exclude<WatchEvent, { kind: 'replaced' }>,
  now: number,
  clientName: (id: string) => string | undefined,
): SandboxEvent {
  switch (event.kind) {
    case 'snapshot':
      return { kind: 'snapshot', at: now, keys: event.keys }
    case 'changes':
      return { kind: 'changes', at: now, changes: event.changes }
    case 'command': {
      const { client, argv, reply, at, micros } = event
      const name = clientName(client) ?? client
      return { kind: 'command', at: now, client: name, argv, reply, serverMs: at / 1_000, micros }
    }
  }
}

/** The keys that are there, with the TTL they have left at this moment. */
export function viewsNow(keys: readonly LiveKey[], now: number): readonly KeyView[] {
  return keys
    .filter(({ state }) => state === 'live')
    .map(({ view, deadline }) => ({
      ...view,
      ttlMs: deadline === null ? null : Math.max(0, deadline - now),
    }))
}
