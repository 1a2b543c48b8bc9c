import {
  RedisCommandError,
  RedisResult,
  RedisValue,
  type CommandDefinition,
  type RedisExecutionContext,
} from 'js-redis-server/core'
import type { FunctionStore, Library, LibraryFunction } from '../lua/function-store.ts'
import type { Scripts } from '../lua/scripts.ts'
import { functionChunk } from '../lua/wrap-library.ts'
import { asyncCommand, ok, text, word, type Arguments } from './command.ts'
import { globOf } from './glob.ts'
import { integerOf } from './integer.ts'
import { subcommandError } from './streams/subcommand-error.ts'
import { notAvailable } from './refuse.ts'

/** Source: https://redis.io/docs/latest/commands/function-load/ and its neighbours. */
export function functionCommands(store: FunctionStore, scripts: Scripts): CommandDefinition[] {
  const call = (name: string, readOnly: boolean): CommandDefinition =>
    asyncCommand(name, ([fn, numkeys, ...rest], ctx) =>
      callFunction({ store, scripts, readOnly }, [fn, numkeys], rest, ctx),
    )
  return [
    asyncCommand('function', (args, ctx) => manage(store, args, ctx)),
    call('fcall', false),
    call('fcall_ro', true),
  ]
}

async function manage(
  store: FunctionStore,
  [subcommand, ...rest]: Arguments,
  ctx: RedisExecutionContext,
): Promise<RedisResult> {
  switch (word(subcommand)) {
    case 'load':
      return RedisResult.create(text(await load(store, rest, ctx)))
    case 'list':
      return RedisResult.create(list(store, rest))
    case 'stats':
      return RedisResult.create(stats(store))
    case 'delete':
      if (!store.delete(String(rest[0]))) throw new RedisCommandError('Library not found')
      return RedisResult.create(ok)
    case 'flush':
      if (rest.length > 1) throw subcommandError('FUNCTION', subcommand)
      if (!['', 'sync', 'async'].includes(word(rest[0]))) {
        throw new RedisCommandError('FUNCTION FLUSH only supports SYNC|ASYNC option')
      }
      store.flush()
      return RedisResult.create(ok)
    case 'kill':
      throw new RedisCommandError('No scripts in execution right now.', 'NOTBUSY')
    default:
      throw notAvailable(`function ${word(subcommand)}`)
  }
}

function load(store: FunctionStore, words: Arguments, ctx: RedisExecutionContext): Promise<string> {
  const options = words.slice(0, -1)
  for (const option of options) {
    if (word(option) !== 'replace')
      throw new RedisCommandError(`Unknown option given: ${String(option)}`)
  }
  return store.load(words.at(-1) ?? Buffer.alloc(0), options.length > 0, ctx)
}

function list(store: FunctionStore, words: Arguments): RedisValue {
  let withCode = false
  let pattern: RegExp | undefined
  for (let at = 0; at < words.length; at++) {
    if (word(words[at]) === 'withcode' && !withCode) withCode = true
    else if (word(words[at]) === 'libraryname' && !pattern) {
      if (at + 1 >= words.length) {
        throw new RedisCommandError('library name argument was not given')
      }
      pattern = globOf(words[++at]?.toString('latin1') ?? '')
    } else throw new RedisCommandError(`Unknown argument ${String(words[at])}`)
  }
  const shown = store.libraries().filter(({ name }) => pattern?.test(name) ?? true)
  return RedisValue.array(shown.map((library) => libraryValue(library, withCode)))
}

function libraryValue({ name, code, functions }: Library, withCode: boolean): RedisValue {
  return RedisValue.map([
    [text('library_name'), text(name)],
    [text('engine'), text('LUA')],
    [text('functions'), RedisValue.array(functions.map(functionValue))],
    ...(withCode
      ? [[text('library_code'), RedisValue.bulkString(code)] satisfies [RedisValue, RedisValue]]
      : []),
  ])
}

function functionValue({ name, description, flags }: LibraryFunction): RedisValue {
  return RedisValue.map([
    [text('name'), text(name)],
    [text('description'), description === undefined ? RedisValue.null() : text(description)],
    [text('flags'), RedisValue.set(flags.map((flag) => RedisValue.simpleString(flag)))],
  ])
}

function stats(store: FunctionStore): RedisValue {
  const libraries = store.libraries()
  const functions = libraries.reduce((sum, library) => sum + library.functions.length, 0)
  const engine = RedisValue.map([
    [text('libraries_count'), RedisValue.integer(libraries.length)],
    [text('functions_count'), RedisValue.integer(functions)],
  ])
  return RedisValue.map([
    [text('running_script'), RedisValue.null()],
    [text('engines'), RedisValue.map([[text('LUA'), engine]])],
  ])
}

interface Calling {
  readonly store: FunctionStore
  readonly scripts: Scripts
  readonly readOnly: boolean
}

async function callFunction(
  { store, scripts, readOnly }: Calling,
  [fn, numkeys]: readonly (Buffer | undefined)[],
  rest: Arguments,
  ctx: RedisExecutionContext,
): Promise<RedisResult> {
  const owner = store.find(String(fn))
  if (!owner) throw new RedisCommandError('Function not found')
  const count = integerOf(numkeys, new RedisCommandError('Bad number of keys provided'))
  if (count > rest.length) {
    throw new RedisCommandError("Number of keys can't be greater than number of args")
  }
  if (count < 0) throw new RedisCommandError("Number of keys can't be negative")
  const { library, found } = owner
  const writes = !found.flags.includes('no-writes')
  if (readOnly && writes) {
    throw new RedisCommandError('Can not execute a script with write flag using *_ro command.')
  }
  return scripts.callFunction(
    {
      name: found.name,
      chunk: functionChunk,
      text: store.callText(library, found.name),
      keys: rest.slice(0, Number(count)),
      args: rest.slice(Number(count)),
      readOnly: !writes,
      state: store.stateOf(library),
    },
    ctx,
  )
}
