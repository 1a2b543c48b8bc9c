// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- fengari brings no types; who compiles this needs ours
/// <reference path="./fengari.d.ts" />
import { quoteArg, renderReply, type Argv, type Reply } from '@keyspace/redis-lang'
import { lauxlib, lua, lualib, to_luastring, type LuaDebug, type LuaState } from 'fengari'
import { openBit } from './bit-library.ts'
import { openCjson } from './cjson-library.ts'
import {
  bytesAt,
  fieldOf,
  numberWord,
  pushReply,
  replyOf,
  showValue,
  textAt,
} from './lua-values.ts'
import { PRELUDE } from './prelude.ts'
import { withDoubles } from './with-doubles.ts'
import type { Trace, TracedCall, TracedLocal, TraceEnd, TraceStep } from './trace.ts'

export interface TraceInput {
  readonly script: string
  readonly keys: readonly string[]
  readonly argv: readonly string[]
  /** Asks Redis; an error is a reply, too. */
  readonly call: (argv: Argv) => Promise<Reply>
}

const STEPS_KEPT = 2_000
const CALLS_KEPT = 300
const LOCALS_SHOWN = 30
const LINE_SHOWN = 120
const CHUNK = 'user_script'
const STOPPED = 'the debugger follows no further'

type Step = TraceStep & { readonly calls: TracedCall[] }

/**
 * Runs a script line by line in the page and writes down what it did: for each line the local
 * variables before it, and the calls that it made. The language is Lua 5.3 dressed as 5.1, so the
 * end is to be compared with Redis's own. It does not stop an endless loop that catches its errors:
 * run it where it can be killed.
 */
export async function traceScript(input: TraceInput): Promise<Trace> {
  const tracer = new Tracer(input)
  return { end: await tracer.run(), steps: tracer.steps }
}

class Tracer {
  readonly steps: Step[] = []
  readonly #input: TraceInput
  readonly #thread: LuaState
  #asked: Argv | null = null
  #problem = ''
  #calls = 0
  #isStopped = false

  constructor(input: TraceInput) {
    this.#input = input
    const main = openLibraries()
    openBit(main)
    openCjson(main)
    pushWords(main, '__keys', input.keys)
    pushWords(main, '__argv', input.argv)
    lua.lua_pushcfunction(main, (L) => this.#ask(L))
    lua.lua_setglobal(main, to_luastring('__ask'))
    this.#thread = lua.lua_newthread(main)
  }

  async run(): Promise<TraceEnd> {
    const thread = this.#thread
    load(thread, PRELUDE, 'prelude')
    lua.lua_resume(thread, null, 0)
    const script = withDoubles(this.#input.script)
    if (typeof script !== 'string') return { kind: 'error', ...script }
    if (load(thread, script, CHUNK) !== lua.LUA_OK) return this.#failure()
    lua.lua_sethook(thread, (L, record) => this.#atLine(L, record), lua.LUA_MASKLINE, 0)
    let status = lua.lua_resume(thread, null, 0)
    while (status === lua.LUA_YIELD) {
      await this.#answer()
      status = lua.lua_resume(thread, null, 1)
    }
    if (this.#isStopped) return { kind: 'stopped' }
    if (status !== lua.LUA_OK) return this.#failure()
    const reply: Reply = lua.lua_gettop(thread) === 0 ? { kind: 'nil' } : replyOf(thread, 1)
    return { kind: 'reply', text: renderReply(reply) }
  }

  /** Before each line; only the script's own lines count. */
  #atLine(L: LuaState, record: LuaDebug): void {
    lua.lua_getinfo(L, to_luastring('Sl'), record)
    if (!isOwn(record)) return
    if (this.steps.length >= STEPS_KEPT) this.#stop(L)
    this.steps.push({ line: record.currentline, locals: localsAt(L, record), calls: [] })
  }

  #stop(L: LuaState): never {
    this.#isStopped = true
    return lauxlib.luaL_error(L, to_luastring(STOPPED))
  }

  /** redis.call: remembers what is asked, and yields until it is answered. */
  #ask(L: LuaState): number {
    this.#calls += 1
    if (this.#calls > CALLS_KEPT) this.#stop(L)
    const words: Uint8Array[] = []
    this.#problem =
      lua.lua_gettop(L) === 0 ? 'ERR Please specify at least one argument for this redis.call' : ''
    for (let at = 1; at <= lua.lua_gettop(L); at += 1) {
      const type = lua.lua_type(L, at)
      if (type === lua.LUA_TSTRING) words.push(bytesAt(L, at))
      else if (type === lua.LUA_TNUMBER) {
        words.push(new TextEncoder().encode(numberWord(lua.lua_tonumber(L, at))))
      } else this.#problem = 'ERR Lua redis lib command arguments must be strings or integers'
    }
    this.#asked = words
    return lua.lua_yield(L, 0)
  }

  async #answer(): Promise<void> {
    const argv = this.#asked ?? []
    const isHash = new TextDecoder().decode(argv[0]) === '__sha1hex'
    const reply: Reply = isHash
      ? { kind: 'bulk', value: await sha1hex(argv[1] ?? new Uint8Array()) }
      : await this.#reply(argv)
    pushReply(this.#thread, reply)
    if (isHash) return
    const line = argv.map((word) => quoteArg(word)).join(' ')
    this.steps.at(-1)?.calls.push({
      line: line.slice(0, LINE_SHOWN),
      reply: renderReply(reply).slice(0, 4 * LINE_SHOWN),
    })
  }

  #reply(argv: Argv): Promise<Reply> {
    if (this.#problem === '') return this.#input.call(argv)
    return Promise.resolve({ kind: 'error', value: this.#problem })
  }

  #failure(): TraceEnd {
    lua.lua_checkstack(this.#thread, 8)
    const message =
      lua.lua_type(this.#thread, -1) === lua.LUA_TTABLE
        ? (fieldOf(this.#thread, -1, 'err') ?? 'ERR')
        : textAt(this.#thread, -1)
    const named = new RegExp(`${CHUNK}:(\\d+)`).exec(message)?.[1]
    const line = named === undefined ? (this.steps.at(-1)?.line ?? 1) : Number(named)
    return { kind: 'error', message, line }
  }
}

function openLibraries(): LuaState {
  const L = lauxlib.luaL_newstate()
  const libraries = {
    _G: lualib.luaopen_base,
    string: lualib.luaopen_string,
    table: lualib.luaopen_table,
    math: lualib.luaopen_math,
  }
  for (const [name, open] of Object.entries(libraries)) {
    lauxlib.luaL_requiref(L, to_luastring(name), open, true)
    lua.lua_pop(L, 1)
  }
  return L
}

/** Leaves the compiled chunk, or the error's text, on the stack. */
function load(L: LuaState, code: string, name: string): number {
  const bytes = to_luastring(code)
  return lauxlib.luaL_loadbuffer(L, bytes, bytes.length, to_luastring(`@${name}`))
}

function pushWords(L: LuaState, name: string, words: readonly string[]): void {
  lua.lua_createtable(L, words.length, 0)
  for (const [at, word] of words.entries()) {
    lua.lua_pushstring(L, new TextEncoder().encode(word))
    lua.lua_rawseti(L, -2, at + 1)
  }
  lua.lua_setglobal(L, to_luastring(name))
}

function isOwn(record: LuaDebug): boolean {
  return new TextDecoder().decode(record.short_src).startsWith(CHUNK)
}

/** The latest of a name counts: it hides the ones before. */
function localsAt(L: LuaState, record: LuaDebug): readonly TracedLocal[] {
  const found = new Map<string, string>()
  lua.lua_checkstack(L, 8)
  for (let at = 1; at <= 200; at += 1) {
    const name = lua.lua_getlocal(L, record, at)
    if (name === null) break
    const text = new TextDecoder().decode(name)
    if (!text.startsWith('(')) found.set(text, showValue(L, -1))
    lua.lua_pop(L, 1)
  }
  return [...found].slice(-LOCALS_SHOWN).map(([name, value]) => ({ name, value }))
}

async function sha1hex(bytes: Uint8Array): Promise<Uint8Array> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-1', Uint8Array.from(bytes)))
  const hex = [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return new TextEncoder().encode(hex)
}
