import {
  luaReplyToRedisValue,
  RedisCommandError,
  RedisResult,
  RedisValue,
  type RedisExecutionContext,
} from 'js-redis-server/core'
import type { ReplyValue } from 'lua-redis-wasm'
import { callFromScript } from './call-from-script.ts'
import { errorToLua } from './lua-reply.ts'
import type { LuaRandom } from './lua-random.ts'
import { stateCommand } from './library-state.ts'
import { randomCommand } from './prelude.ts'
import { LuaBroken, type LuaEngine } from './lua-engine.ts'
import { endedScript, scriptError, type ScriptName } from './script-error.ts'

/** No number of Lua is this one: those so large are multiples of 1,024. The runtime ends there. */
const mostInteger = 2n ** 63n - 1n

export interface ScriptRun extends ScriptName {
  readonly text: string
  readonly keys: readonly Buffer[]
  readonly args: readonly Buffer[]
  readonly readOnly: boolean
  /** What a library left behind at its last call, and where it leaves it now. */
  readonly state?: LibraryState
}

export interface LibraryState {
  read(): Buffer | undefined
  /** False when it is too much to keep. */
  write(state: Buffer): boolean
}

/** Runs scripts and functions for sessions. */
export class Scripts {
  readonly #engine: LuaEngine
  readonly #generator: LuaRandom

  constructor(engine: LuaEngine, generator: LuaRandom) {
    this.#engine = engine
    this.#generator = generator
  }

  /** The database that a script selects is its own affair. */
  async run(run: ScriptRun, ctx: RedisExecutionContext): Promise<RedisResult> {
    const database = ctx.session.selectedDatabase
    try {
      const reply = await this.#eval(run, ctx)
      if (isOfNoReply(reply)) return RedisResult.nil()
      return RedisResult.create(
        endedScript(reply) ? scriptError(reply, run) : wrapped(luaReplyToRedisValue(reply)),
      )
    } catch (error) {
      if (!(error instanceof LuaBroken)) throw error
      return RedisResult.create(
        RedisValue.error(`ERR not enough memory script: ${run.name}, on @${run.chunk}:1.`),
      )
    } finally {
      ctx.session.selectDatabase(database)
    }
  }

  /** The same for a function: its text is a chunk of its own name that gets keys and arguments. */
  callFunction(run: ScriptRun, ctx: RedisExecutionContext): Promise<RedisResult> {
    return this.run({ ...run, ...asChunk(run) }, ctx)
  }

  /** What a chunk of function code gives back, as it comes from Lua. */
  runFunction(run: ScriptRun, ctx: RedisExecutionContext): Promise<ReplyValue> {
    return this.#eval({ ...run, ...asChunk(run) }, ctx)
  }

  #eval(run: ScriptRun, ctx: RedisExecutionContext): Promise<ReplyValue> {
    const { text, keys, args, readOnly, state } = run
    return this.#engine.run({
      text: Buffer.from(text, 'latin1'),
      keys,
      args,
      call: (argv, protocol) => {
        const name = argv[0]?.toString('latin1')
        if (name === randomCommand) return this.#random(argv[1])
        if (name === stateCommand && state) return keepState(state, argv[1])
        return callFromScript(argv, ctx, { readOnly, protocol })
      },
    })
  }

  #random(seed: Buffer | undefined): ReplyValue {
    if (seed === undefined) return this.#generator.next()
    this.#generator.seed(Number(seed.toString('latin1')))
    return null
  }

  /** @throws {RedisCommandError} when it is no Lua. */
  async compile(text: string, chunk: string, failure: (problem: string) => string): Promise<void> {
    const source = Buffer.from(text, 'latin1')
    const check = `local f,e=loadstring(ARGV[1],'@${chunk}') if f then return 1 end return e`
    const problem = await this.#engine.run({
      text: Buffer.from(check),
      keys: [],
      args: [source],
      call: () => null,
    })
    if (Buffer.isBuffer(problem)) throw new RedisCommandError(failure(problem.toString()))
  }
}

/** A number of Lua that 64 bits cannot hold becomes the least of them, on the machines that Redis runs on. */
function wrapped(value: RedisValue): RedisValue {
  if (value.kind === 'array') return RedisValue.array(value.items.map(wrapped))
  const isBeyond = value.kind === 'integer' && BigInt(value.value) === mostInteger
  return isBeyond ? RedisValue.integer(-mostInteger - 1n) : value
}

function keepState(state: LibraryState, left: Buffer | undefined): ReplyValue {
  if (left === undefined) return state.read() ?? null
  if (state.write(left)) return null
  return errorToLua(
    'the variables of all function libraries take too much on the embedded engine: keep data in keys, or install redis-server for a real Redis.',
  )
}

/** The chunk travels as the last argument, which the function does not see. */
function asChunk({ chunk, text, args }: ScriptRun): Pick<ScriptRun, 'text' | 'args'> {
  const loader = `local a={} for i=1,#ARGV-1 do a[i]=ARGV[i] end local f=loadstring(ARGV[#ARGV],'@${chunk}') return (f(KEYS,a))`
  return { text: loader, args: [...args, Buffer.from(text, 'latin1')] }
}

/** A function, a thread: Redis answers nil. */
function isOfNoReply(reply: ReplyValue): boolean {
  const isError = typeof reply === 'object' && reply !== null && 'err' in reply
  return isError && reply.err.toString().startsWith('unsupported Lua return type')
}
