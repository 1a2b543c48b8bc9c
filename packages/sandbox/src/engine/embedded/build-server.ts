import type { LuaWasmModule } from 'lua-redis-wasm'
import { createTransactionPolicy, resolveCompatibilityProfile } from 'js-redis-server/core'
import { AccessTimes } from './access-times.ts'
import { commandRegistry } from './commands/all-commands.ts'
import { Settings } from './commands/settings.ts'
import { Connection } from './connection.ts'
import { Encodings } from './encodings.ts'
import { Executor } from './executor.ts'
import { ExpirySweep } from './expiry-sweep.ts'
import { publishNotices } from './keyspace-notices.ts'
import { LuaEngine } from './lua/lua-engine.ts'
import { FunctionStore } from './lua/function-store.ts'
import { ScriptStore } from './lua/script-store.ts'
import { Scripts } from './lua/scripts.ts'
import { LuaRandom } from './lua/lua-random.ts'
import type { ServerParts } from './freeze.ts'
import { MemoryUse } from './memory-use.ts'
import { recordAccess } from './policies/access.ts'
import { bulkLength } from './policies/bulk-length.ts'
import { countHits } from './policies/hits.ts'
import { outOfMemory } from './policies/out-of-memory.ts'
import { repeatedValues } from './policies/repeated-values.ts'
import { queuedSubscriptions } from './policies/queued-subscriptions.ts'
import { subscribedMode } from './policies/subscribed-mode.ts'
import { ServerStats } from './server-stats.ts'
import { ServerState } from './server-state.ts'
import { TouchedKeys, type TouchedSink } from './touched-keys.ts'
import { TurnQueue } from './turn-queue.ts'

export interface ServerOptions {
  readonly user: string
  readonly memoryBytes: number
  readonly touched: TouchedSink
  /** Loads a Lua runtime; called when a script needs one, and again after a script broke it. */
  readonly loadLua: () => Promise<LuaWasmModule>
}

interface OpenOptions {
  readonly id: number
  readonly admin: boolean
  readonly onData: (bytes: Buffer) => void
  readonly onClose: () => void
  readonly breathe: () => Promise<void>
}

/** One learner's server, in whatever thread it is built in; nothing here knows Node or a Worker. */
export interface Server {
  open(options: OpenOptions): Connection
  /** Nothing happens in it by itself any more. */
  end(): void
  readonly touched: TouchedKeys
  readonly parts: ServerParts
}

export function buildServer(options: ServerOptions): Server {
  const state = new ServerState()
  const settings = new Settings(options.memoryBytes)
  const encodings = new Encodings((name) => settings.number(name))
  const accessTimes = new AccessTimes(Date.now)
  const memoryUse = new MemoryUse(state)
  const stats = new ServerStats()
  const turns = new TurnQueue()
  const random = new LuaRandom()
  const scripts = new Scripts(new LuaEngine(options.loadLua), random)
  const functionStore = new FunctionStore(scripts)
  watchWrites(state, encodings, accessTimes)
  countChanges(state, stats)
  const sweep = new ExpirySweep(state, turns)
  sweep.start()
  const executor = new Executor({
    stats,
    registry: commandRegistry({
      state,
      stats,
      settings,
      scripts,
      memoryUse,
      scriptStore: new ScriptStore(scripts),
      functionStore,
      encodings,
      accessTimes,
      settingsChanged: () => (state.notifyKeyspaceEvents = settings.get('notify-keyspace-events')),
    }),
    profile: resolveCompatibilityProfile('redis-7.0'),
    policies: [
      subscribedMode,
      queuedSubscriptions,
      repeatedValues,
      bulkLength(() => settings.number('proto-max-bulk-len')),
      outOfMemory(memoryUse, () =>
        Math.min(settings.number('maxmemory') || Infinity, options.memoryBytes),
      ),
      createTransactionPolicy(),
      countHits(stats, (session) => state.isHidden(session)),
      recordAccess(accessTimes, (session) => state.isHidden(session)),
    ],
  })
  const touched = new TouchedKeys(state, options.touched)
  return {
    touched,
    end: () => sweep.stop(),
    parts: { state, settings, encodings, accessTimes, functionStore, random },
    open: (open) => {
      if (!open.admin) stats.connections += 1
      return new Connection({ ...open, state, executor, turns })
    },
  }
}

function countChanges(state: ServerState, stats: ServerStats): void {
  for (const database of state.databases) {
    database.subscribe(({ type }) => {
      if (type === 'evict') stats.expired += 1
      else stats.writes += 1
    })
  }
}

function watchWrites(state: ServerState, encodings: Encodings, accessTimes: AccessTimes): void {
  for (const database of state.databases) {
    publishNotices(state, database)
    database.subscribe((event) => {
      encodings.note(event, database.activeNotifyCommand)
      if (event.type === 'flush') accessTimes.clear(event.database)
      if (event.type === 'delete' || event.type === 'evict')
        accessTimes.forget(database.id, event.key)
    })
  }
}
