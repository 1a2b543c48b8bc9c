import { load, type LoadOptions, type LuaWasmModule, type ReplyValue } from 'lua-redis-wasm'

export interface LuaRun {
  readonly text: Buffer
  readonly keys: readonly Buffer[]
  readonly args: readonly Buffer[]
  /** Answers redis.call and redis.pcall. */
  readonly call: (args: readonly Buffer[], protocol: 2 | 3) => ReplyValue
}

/** The runtime ended in the middle of a script: out of memory or of stack. */
export class LuaBroken extends Error {
  override readonly name = 'LuaBroken'
}

/**
 * The largest budget of instructions there is, many seconds long: 0 means the runtime's own small
 * one. A script may catch the end of its budget; the end of its Worker, which comes first, it cannot.
 */
const MOST_FUEL = 2 ** 31 - 1

export function loadLua(options: LoadOptions = {}): Promise<LuaWasmModule> {
  return load({ ...options, profile: 'redis-7.0', limits: { maxFuel: MOST_FUEL } })
}

/**
 * The Lua of one server. Its memory is fixed at 16 MiB; a script that needs more breaks the
 * runtime's state, which is then thrown away: the next script gets a new one.
 */
export class LuaEngine {
  readonly #load: () => Promise<LuaWasmModule>
  #engine: Promise<ReturnType<LuaWasmModule['create']>> | undefined
  #run: LuaRun | undefined
  #protocol: 2 | 3 = 2

  constructor(load: () => Promise<LuaWasmModule>) {
    this.#load = load
  }

  /** @throws {LuaBroken} */
  async run(run: LuaRun): Promise<ReplyValue> {
    const engine = await (this.#engine ??= this.#start())
    this.#run = run
    this.#protocol = 2
    try {
      return engine.evalWithArgs(run.text, [...run.keys], [...run.args])
    } catch (error) {
      this.#engine = undefined
      throw new LuaBroken('The Lua runtime broke', { cause: error })
    } finally {
      this.#run = undefined
    }
  }

  async #start(): Promise<ReturnType<LuaWasmModule['create']>> {
    const module = await this.#load()
    const call = (args: Buffer[]): ReplyValue => this.#run?.call(args, this.#protocol) ?? null
    return module.create({
      redisCall: call,
      redisPcall: call,
      log: () => undefined,
      onSetResp: (version) => {
        this.#protocol = version
      },
    })
  }
}
