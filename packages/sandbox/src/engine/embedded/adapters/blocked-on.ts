import { commandWords, noticing } from '../keyspace-notices.ts'
import { ReadyKeys } from './ready-keys.ts'
import {
  type CommandDefinition,
  type RedisDatabase,
  type RedisDataTypeName,
  type RedisExecutionContext,
  type RedisMutationEvent,
} from 'js-redis-server/core'

/**
 * The same blocking command, woken only by a key of its own type and served from the key that woke
 * it; a key of another type leaves it waiting, as in Redis.
 */
export function blockedOn(
  definition: CommandDefinition,
  type: RedisDataTypeName,
): CommandDefinition {
  return {
    ...definition,
    execute: (args, ctx) => definition.execute(args, waiting(ctx, type, commandWords())),
  }
}

function waiting(
  ctx: RedisExecutionContext,
  type: RedisDataTypeName,
  words: readonly string[],
): RedisExecutionContext {
  const ready = new ReadyKeys()
  return {
    get db() {
      return wokenBy(ctx.db, { type, words, ready })
    },
    server: ctx.server,
    session: ctx.session,
    executor: ctx.executor,
    signal: ctx.signal,
    park: (request) => {
      ready.clear()
      return ctx.park(request)
    },
    ...(ctx.monitor ? { monitor: ctx.monitor } : {}),
    ...(ctx.transactionReplay === undefined ? {} : { transactionReplay: ctx.transactionReplay }),
  }
}

interface Wait {
  readonly type: RedisDataTypeName
  readonly words: readonly string[]
  readonly ready: ReadyKeys
}

/** What a command changes after a wait is still told under its name. */
function wokenBy(db: RedisDatabase, { type, words, ready }: Wait): RedisDatabase {
  const [name = null] = words
  const named = <Key, Change, Result>(
    change: (key: Key, mutator: Change) => Result,
  ): ((key: Key, mutator: Change) => Result) => {
    return (key, mutator) => {
      if (db.activeNotifyCommand !== null) return change(key, mutator)
      db.activeNotifyCommand = name
      try {
        return noticing(words, () => change(key, mutator))
      } finally {
        db.activeNotifyCommand = null
      }
    }
  }
  const holds = (key: Buffer): boolean => db.getType(key) === type
  const inTurn = <Value>(read: (key: Buffer) => Value | null): typeof read => {
    return (key) => (ready.isBehind(key, holds) ? null : read(key))
  }
  return new Proxy(db, {
    get(target, property): unknown {
      switch (property) {
        case 'getList':
          return inTurn((key) => target.getList(key))
        case 'getSortedSet':
          return inTurn((key) => target.getSortedSet(key))
        case 'updateList':
          return named(target.updateList.bind(target))
        case 'updateSortedSet':
          return named(target.updateSortedSet.bind(target))
        case 'subscribeKey':
          return (key: Buffer, listener: (event: RedisMutationEvent) => void) => {
            ready.await(key)
            return target.subscribeKey(key, (event) => {
              if (event.type === 'write' && event.value.type !== type) return
              if (event.type === 'write') ready.note(key)
              listener(event)
            })
          }
        default:
          return Reflect.get(target, property)
      }
    },
  })
}
