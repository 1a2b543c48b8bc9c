import {
  NoScriptError,
  RedisCommandError,
  type CommandDefinition,
  type RedisExecutionContext,
  type RedisResult,
} from 'js-redis-server/core'
import { scriptChunk, type PreparedScript, type ScriptStore } from '../lua/script-store.ts'
import type { Scripts } from '../lua/scripts.ts'
import { asyncCommand, type Arguments } from './command.ts'
import { integerOf } from './integer.ts'

interface Kind {
  readonly bySha: boolean
  readonly readOnly: boolean
}

/** EVAL, EVALSHA and their read-only forms. Source: https://redis.io/docs/latest/commands/eval/ */
export function evalCommands(scripts: Scripts, store: ScriptStore): CommandDefinition[] {
  const run = async (
    [script = Buffer.alloc(0), numkeys, ...rest]: Arguments,
    ctx: RedisExecutionContext,
    kind: Kind,
  ): Promise<RedisResult> => {
    // What cannot be a SHA1 is looked at before anything else.
    if (kind.bySha && script.length !== 40) throw new NoScriptError()
    const { keys, args } = splitKeys(numkeys, rest)
    const { sha, text, readOnly, declaresWrites } = await (kind.bySha
      ? cached(store, ctx, script)
      : store.add(ctx.server, script))
    if (kind.readOnly && declaresWrites) {
      throw new RedisCommandError('Can not execute a script with write flag using *_ro command.')
    }
    const named = { name: sha, chunk: scriptChunk }
    return scripts.run({ ...named, text, keys, args, readOnly: readOnly || kind.readOnly }, ctx)
  }
  return ['eval', 'evalsha', 'eval_ro', 'evalsha_ro'].map((name) => {
    const kind = { bySha: name.startsWith('evalsha'), readOnly: name.endsWith('_ro') }
    return asyncCommand(name, (args, ctx) => run(args, ctx, kind))
  })
}

/** What follows `numkeys`, parted into keys and other arguments. */
function splitKeys(
  numkeys: Buffer | undefined,
  rest: Arguments,
): { readonly keys: Arguments; readonly args: Arguments } {
  const count = integerOf(numkeys)
  if (count > rest.length) {
    throw new RedisCommandError("Number of keys can't be greater than number of args")
  }
  if (count < 0) throw new RedisCommandError("Number of keys can't be negative")
  return { keys: rest.slice(0, Number(count)), args: rest.slice(Number(count)) }
}

async function cached(
  store: ScriptStore,
  { server }: RedisExecutionContext,
  sha: Buffer,
): Promise<PreparedScript> {
  const name = sha.toString('latin1').toLowerCase()
  const source = server.scriptCache.get(name)
  if (source === null) throw new NoScriptError()
  return store.prepare(name, source)
}
