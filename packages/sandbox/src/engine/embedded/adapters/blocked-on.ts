import {
  type RedisCommandError,
  type CommandDefinition,
  type RedisDatabase,
  type RedisDataTypeName,
  type RedisExecutionContext,
  type RedisMutationEvent,
} from 'js-redis-server/core'

/**
 * The same blocking command, woken only by a key of its own type; a key of another type leaves it
 * waiting, as in Redis. `loss` says what a client hears whose key was deleted; without it, nothing.
 */
export function blockedOn(
  definition: CommandDefinition,
  type: RedisDataTypeName,
  loss?: Loss,
): CommandDefinition {
  return {
    ...definition,
    execute: (args, ctx) =>
      definition.execute(
        args,
        waiting(ctx, type, loss && { loss, args, keys: definition.keys(args) }),
      ),
  }
}

/** What ends a wait other than its time: the key goes, or what the client waits at in the key. */
export interface Loss {
  readonly gone: RedisCommandError
  /** Asked after each waking; throws when there is nothing left to wait for. */
  readonly check: (args: unknown, keys: readonly Buffer[], ctx: RedisExecutionContext) => void
}

interface Held {
  readonly loss: Loss
  readonly args: unknown
  readonly keys: readonly Buffer[]
}

function waiting(
  ctx: RedisExecutionContext,
  type: RedisDataTypeName,
  held: Held | undefined,
): RedisExecutionContext {
  return {
    get db() {
      return wokenBy(ctx.db, type)
    },
    server: ctx.server,
    session: ctx.session,
    executor: ctx.executor,
    signal: ctx.signal,
    ...(ctx.monitor ? { monitor: ctx.monitor } : {}),
    ...(ctx.transactionReplay === undefined ? {} : { transactionReplay: ctx.transactionReplay }),
    park: async (request) => {
      if (!held) return ctx.park(request)
      const loss = lossOf(ctx.db, held.keys, held.loss.gone)
      try {
        return await ctx.park({
          ...request,
          waitFor: Promise.race([request.waitFor, loss.happens]),
        })
      } finally {
        loss.stop()
      }
    },
  }
}

function wokenBy(db: RedisDatabase, type: RedisDataTypeName): RedisDatabase {
  return new Proxy(db, {
    get(target, name): unknown {
      if (name !== 'subscribeKey') return Reflect.get(target, name)
      return (key: Buffer, listener: (event: RedisMutationEvent) => void) =>
        target.subscribeKey(key, (event) => {
          if (event.type !== 'write' || event.value.type === type) listener(event)
        })
    },
  })
}

function lossOf(
  db: RedisDatabase,
  keys: readonly Buffer[],
  gone: RedisCommandError,
): { readonly happens: Promise<null>; readonly stop: () => void } {
  let stops: readonly (() => void)[] = []
  const happens = new Promise<null>((_, reject) => {
    stops = keys.map((key) =>
      db.subscribeKey(key, ({ type }) => {
        if (type === 'delete' || type === 'evict' || type === 'flush') reject(gone)
      }),
    )
  })
  happens.catch(() => undefined)
  return { happens, stop: () => stops.forEach((stop) => stop()) }
}
