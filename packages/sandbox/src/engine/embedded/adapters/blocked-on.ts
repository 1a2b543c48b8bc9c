import {
  type CommandDefinition,
  type RedisDatabase,
  type RedisDataTypeName,
  type RedisExecutionContext,
  type RedisMutationEvent,
} from 'js-redis-server/core'

/**
 * The same blocking command, woken only by a key of its own type; a key of another type leaves it
 * waiting, as in Redis.
 */
export function blockedOn(
  definition: CommandDefinition,
  type: RedisDataTypeName,
): CommandDefinition {
  return {
    ...definition,
    execute: (args, ctx) => definition.execute(args, waiting(ctx, type)),
  }
}

function waiting(ctx: RedisExecutionContext, type: RedisDataTypeName): RedisExecutionContext {
  return {
    get db() {
      return wokenBy(ctx.db, type)
    },
    server: ctx.server,
    session: ctx.session,
    executor: ctx.executor,
    signal: ctx.signal,
    park: (request) => ctx.park(request),
    ...(ctx.monitor ? { monitor: ctx.monitor } : {}),
    ...(ctx.transactionReplay === undefined ? {} : { transactionReplay: ctx.transactionReplay }),
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
