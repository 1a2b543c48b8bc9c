import { checkArity } from '@keyspace/redis-lang'
import {
  createNonBlockingParkHandler,
  RedisCommandError,
  type CommandPlan,
  type RedisExecutionContext,
} from 'js-redis-server/core'
import type { ReplyValue } from 'lua-redis-wasm'
import { errorToLua, toLua } from './lua-reply.ts'

/** What replicas hear of counts as a write: messages, and the count that PFCOUNT keeps with its key. */
const replicated = /^(?:s?publish|pfcount)$/i

/**
 * One redis.call of a script: Redis's refusals for scripts, then the command, which never blocks.
 *
 * Source: scriptCall of Redis 7.0.
 */
export function callFromScript(
  [name, ...args]: readonly Buffer[],
  ctx: RedisExecutionContext,
  { readOnly, protocol }: { readonly readOnly: boolean; readonly protocol: 2 | 3 },
): ReplyValue {
  if (name === undefined) {
    return errorToLua('Please specify at least one argument for this redis lib call')
  }
  const refusal = checkArity([name, ...args])
  if (refusal !== undefined) {
    return errorToLua(
      refusal.startsWith('ERR wrong number')
        ? 'Wrong number of args calling Redis command from script'
        : 'Unknown Redis command called from script',
    )
  }
  if (blocks(name, args)) {
    return errorToLua(
      `${name.toString('latin1')} command is not allowed with BLOCK option from scripts`,
    )
  }
  try {
    const plan = ctx.executor.plan(name, args)
    if (plan.flags.includes('noscript')) {
      return errorToLua('This Redis command is not allowed from script')
    }
    if (readOnly && (plan.flags.includes('write') || replicated.test(name.toString('latin1')))) {
      return errorToLua('Write commands are not allowed from read-only scripts.')
    }
    return runCommand(plan, ctx, protocol)
  } catch (error) {
    if (error instanceof RedisCommandError) return errorToLua(error.message, error.code)
    throw error
  }
}

function blocks(name: Buffer, args: readonly Buffer[]): boolean {
  if (!/^xread(group)?$/i.test(name.toString('latin1'))) return false
  const words = args.map((arg) => arg.toString('latin1').toLowerCase())
  const streams = words.indexOf('streams')
  return words.slice(0, streams === -1 ? words.length : streams).includes('block')
}

function runCommand(plan: CommandPlan, ctx: RedisExecutionContext, protocol: 2 | 3): ReplyValue {
  const { value } = ctx.executor.executePlanSync(plan, inScript(ctx))
  // A blocking command that finds nothing answers as if its time were over.
  const wouldBlock = value.kind === 'error' && value.message.includes('cannot run asynchronously')
  return wouldBlock ? null : toLua(value, protocol)
}

function inScript(ctx: RedisExecutionContext): RedisExecutionContext {
  return {
    get db() {
      return ctx.db
    },
    server: ctx.server,
    session: ctx.session,
    executor: ctx.executor,
    signal: ctx.signal,
    park: createNonBlockingParkHandler(),
    monitor: { ...ctx.monitor, defer: true, clientAddress: 'lua' },
    ...(ctx.transactionReplay === undefined ? {} : { transactionReplay: ctx.transactionReplay }),
  }
}
