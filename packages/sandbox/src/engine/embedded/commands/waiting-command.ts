import {
  RedisResult,
  RedisValue,
  t,
  type CommandDefinition,
  type CommandExecutionResult,
  type RedisCommandError,
  type RedisDataTypeName,
  type RedisExecutionContext,
} from 'js-redis-server/core'
import { ReadyKeys } from '../adapters/ready-keys.ts'
import { isArguments, type Arguments } from './command.ts'

/** A command that may wait for its keys. */
interface Waiting {
  readonly keys: Arguments
  /** 0 waits for ever; undefined does not wait. */
  readonly timeoutMs: number | undefined
  /** What the keys give, in their order; undefined when that is nothing yet. */
  readonly attempt: (keys: Arguments) => RedisResult | undefined
  /** Why there is nothing to wait for any more. */
  readonly gone: () => RedisCommandError | undefined
}

/** A command of our own that waits until a key of its type gives it something. */
export function waitingCommand(
  name: string,
  type: RedisDataTypeName,
  plan: (words: Arguments, ctx: RedisExecutionContext) => Waiting,
): CommandDefinition {
  return {
    name,
    schema: t.variadic(t.bulk()),
    flags: [],
    capabilities: { blocking: true },
    keys: () => [],
    execute(args, ctx): CommandExecutionResult {
      const waiting = plan(isArguments(args) ? args : [], ctx)
      const at = waiting.attempt(waiting.keys)
      if (at !== undefined) return at
      if (waiting.timeoutMs === undefined) return RedisResult.create(RedisValue.nullArray())
      return wait(waiting, waiting.timeoutMs, type, ctx)
    },
  }
}

async function wait(
  { keys, attempt, gone }: Waiting,
  timeoutMs: number,
  type: RedisDataTypeName,
  ctx: RedisExecutionContext,
): Promise<RedisResult> {
  const deadline = timeoutMs === 0 ? undefined : Date.now() + timeoutMs
  for (;;) {
    const left = deadline === undefined ? undefined : deadline - Date.now()
    if (left !== undefined && left <= 0) return RedisResult.create(RedisValue.nullArray())
    const ready = await touched(keys, left, type, ctx)
    if (ready === undefined) return RedisResult.create(RedisValue.nullArray())
    const reason = gone()
    if (reason !== undefined) throw reason
    for (const key of ready) {
      const result = attempt([key])
      if (result !== undefined) return result
    }
  }
}

/** The keys of the type that were written, in that order, once one was or went; undefined when time is over. */
async function touched(
  keys: Arguments,
  timeoutMs: number | undefined,
  type: RedisDataTypeName,
  { db, park, signal }: RedisExecutionContext,
): Promise<readonly Buffer[] | undefined> {
  const ready = new ReadyKeys()
  let stops: readonly (() => void)[] = []
  const waitFor = new Promise<true>((resolve) => {
    stops = keys.map((key) =>
      db.subscribeKey(key, (event) => {
        if (event.type === 'write' && event.value.type !== type) return
        if (event.type === 'write') ready.note(key)
        resolve(true)
      }),
    )
  })
  try {
    const woken = await park<true>({
      waitFor,
      signal,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    })
    return woken === true ? ready.inOrder() : undefined
  } finally {
    for (const stop of stops) stop()
  }
}
