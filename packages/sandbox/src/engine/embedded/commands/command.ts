import {
  RedisResult,
  RedisValue,
  t,
  type CommandDefinition,
  type RedisExecutionContext,
} from 'js-redis-server/core'

export type Arguments = readonly Buffer[]

/** What a command does: its arguments without its name, in a session. */
export type Run = (args: Arguments, ctx: RedisExecutionContext) => RedisValue

/**
 * A command of our own that reads its arguments by itself. Number of arguments and flags come from
 * Redis's own command table, so `run` may count on the arity.
 */
export function command(name: string, run: Run): CommandDefinition {
  return definition(name, (args, ctx) => RedisResult.create(run(args, ctx)))
}

/** The same for a command that must wait for something; scripts cannot call it. */
export function asyncCommand(
  name: string,
  run: (args: Arguments, ctx: RedisExecutionContext) => Promise<RedisResult>,
): CommandDefinition {
  return definition(name, run)
}

function definition(
  name: string,
  run: (args: Arguments, ctx: RedisExecutionContext) => RedisResult | Promise<RedisResult>,
): CommandDefinition {
  return {
    name,
    schema: t.variadic(t.bulk()),
    flags: [],
    keys: () => [],
    execute: (args, ctx) => run(isArguments(args) ? args : [], ctx),
  }
}

export function isArguments(value: unknown): value is Buffer[] {
  return Array.isArray(value) && value.every((item) => Buffer.isBuffer(item))
}

/** A word that Redis compares without case. */
export function word(argument: Buffer | undefined): string {
  return argument?.toString('latin1').toLowerCase() ?? ''
}

export function text(value: string): RedisValue {
  return RedisValue.bulkString(Buffer.from(value))
}

export const ok: RedisValue = RedisValue.simpleString('OK')
