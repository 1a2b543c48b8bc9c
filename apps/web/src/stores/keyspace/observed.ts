import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import type { WatchEvent } from '@keyspace/protocol'
import type { AnsweredCommand, Evidence } from '@keyspace/lesson/assert'
import {
  applyChanges,
  fromSnapshot,
  GHOST_MS,
  liveViews,
  sweepGhosts,
  type LiveKey,
  type LiveKeys,
} from './live-keys.ts'

/** Commands kept as evidence; the oldest go first. */
const COMMANDS_KEPT = 2_000
/** Ours, not the learner's. */
const WATCH_COMMAND = 'KEYSPACE.WATCH'

type KeyEvent = Exclude<WatchEvent, { kind: 'replaced' }>

/** What the sandbox tells its watcher, gathered: the keys as they are, and what was answered. */
export interface Observed {
  readonly keys: ComputedRef<readonly LiveKey[]>
  /** Keys that there are, also where the list is cut. */
  readonly total: ShallowRef<number>
  readonly isTruncated: ShallowRef<boolean>
  readonly evidence: ComputedRef<Evidence>
  readonly take: (event: KeyEvent) => void
  /** Forgets everything: a new or a reset sandbox. */
  readonly clear: () => void
}

export interface ObservedDeps {
  readonly now: () => number
  readonly after: (ms: number, callback: () => void) => () => void
  /** The terminal behind a CLIENT ID; undefined for a client from outside. */
  readonly clientName: (clientId: string) => string | undefined
}

export function observeKeyspace({ now, after, clientName }: ObservedDeps): Observed {
  const live = shallowRef<LiveKeys>(new Map())
  const commands = shallowRef<readonly AnsweredCommand[]>([])
  const total = shallowRef(0)
  const isTruncated = shallowRef(false)

  const take = (event: KeyEvent): void => {
    switch (event.kind) {
      case 'snapshot':
        live.value = fromSnapshot(event.keys, now())
        total.value = event.total
        isTruncated.value = event.truncated
        break
      case 'changes':
        live.value = applyChanges(live.value, event.changes, now())
        total.value = event.total
        after(GHOST_MS, () => {
          live.value = sweepGhosts(live.value, now())
        })
        break
      case 'command': {
        const { client, argv, reply, at, micros } = event
        if (argv[0] === WATCH_COMMAND) break
        const answered = { client: clientName(client) ?? client, argv, reply, at, micros }
        commands.value = [...commands.value.slice(1 - COMMANDS_KEPT), answered]
      }
    }
  }
  return {
    keys: computed(() => [...live.value.values()]),
    total,
    isTruncated,
    evidence: computed(() => ({ keys: liveViews(live.value), commands: commands.value })),
    take,
    clear: () => {
      live.value = new Map()
      commands.value = []
      total.value = 0
      isTruncated.value = false
    },
  }
}
