import type { RedisDataValue } from 'js-redis-server/core'
import { rawValue } from './adapters/raw-value.ts'
import type { AccessTimes } from './access-times.ts'
import type { Settings } from './commands/settings.ts'
import type { Encoding, Encodings } from './encodings.ts'
import type { FunctionStore, Library } from './lua/function-store.ts'
import type { LuaRandom } from './lua/lua-random.ts'
import type { ServerState } from './server-state.ts'

/** What a server is made of, to be set aside and built up again. */
export interface ServerParts {
  readonly state: ServerState
  readonly settings: Settings
  readonly encodings: Encodings
  readonly accessTimes: AccessTimes
  readonly functionStore: FunctionStore
  readonly random: LuaRandom
}

/** A server at rest: plain data, with nothing that runs. */
export interface FrozenServer {
  readonly keys: readonly FrozenKey[]
  readonly settings: readonly (readonly [string, string])[]
  readonly scripts: readonly Buffer[]
  readonly libraries: readonly Library[]
  readonly accessTimes: readonly (readonly [string, number])[]
  readonly random: bigint
}

interface FrozenKey {
  readonly database: number
  readonly key: Buffer
  readonly value: RedisDataValue
  readonly expiresAt: number | undefined
  readonly encoding: Encoding
  readonly isShared: boolean
}

export function freezeServer(parts: ServerParts): FrozenServer {
  const { state, settings, encodings, accessTimes, functionStore, random } = parts
  return {
    keys: state.databases.flatMap((database) =>
      database.entriesSnapshot().map(({ key, value, expiresAt }) => {
        const held = rawValue(database, key) ?? value
        return {
          database: database.id,
          key,
          value,
          expiresAt,
          encoding: encodings.of(held),
          isShared: encodings.isShared(held),
        }
      }),
    ),
    settings: settings.all(),
    scripts: state.scripts(),
    libraries: functionStore.libraries(),
    accessTimes: accessTimes.all(),
    random: random.state,
  }
}

/** Fills a server that is new; nobody watches it yet. */
export function thawServer(frozen: FrozenServer, parts: ServerParts): void {
  const { state, settings, encodings, accessTimes, functionStore, random } = parts
  for (const { database, key, value, expiresAt, encoding, isShared } of frozen.keys) {
    const target = state.getDatabase(database)
    target.set(key, value, expiresAt === undefined ? {} : { expiresAt })
    // To look at a key that has expired deletes it, and nobody listens yet.
    const isOver = expiresAt !== undefined && expiresAt <= Date.now()
    const held = isOver ? null : rawValue(target, key)
    if (held) encodings.carry(held, encoding, isShared)
  }
  settings.restore(frozen.settings)
  for (const script of frozen.scripts) state.scriptCache.load(script)
  functionStore.restore(frozen.libraries)
  accessTimes.restore(frozen.accessTimes)
  random.state = frozen.random
  state.notifyKeyspaceEvents = settings.get('notify-keyspace-events')
}

/** When the next key expires, in milliseconds of the epoch. */
export function nextExpiry({ keys }: FrozenServer): number | undefined {
  const times = keys.flatMap(({ expiresAt }) => (expiresAt === undefined ? [] : [expiresAt]))
  return times.length === 0 ? undefined : times.reduce((a, b) => Math.min(a, b))
}
