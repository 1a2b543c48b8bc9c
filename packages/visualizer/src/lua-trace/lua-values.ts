import type { Reply } from '@keyspace/redis-lang'
import { lauxlib, lua, to_luastring, type LuaState } from 'fengari'

const SHOWN = 120
const DEPTH = 8
const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** What cjson.null is: a light userdata of its own. */
export const NULL = { name: 'null' }

/** Pushes a reply as Redis hands it to a script. */
export function pushReply(L: LuaState, reply: Reply): void {
  lua.lua_checkstack(L, 4)
  switch (reply.kind) {
    case 'integer':
      lua.lua_pushnumber(L, Number(reply.value))
      return
    case 'bulk':
    case 'verbatim':
      lua.lua_pushstring(L, reply.value)
      return
    case 'status':
      pushField(L, 'ok', reply.value)
      return
    case 'error':
      pushField(L, 'err', reply.value)
      return
    case 'array':
    case 'set':
    case 'push':
      lua.lua_createtable(L, reply.items.length, 0)
      for (const [at, item] of reply.items.entries()) {
        pushReply(L, item)
        lua.lua_rawseti(L, -2, at + 1)
      }
      return
    case 'boolean':
      lua.lua_pushboolean(L, reply.value)
      return
    case 'double':
    case 'big-number':
      lua.lua_pushstring(L, encoder.encode(reply.value))
      return
    case 'map':
    case 'nil':
    case 'nil-array':
      lua.lua_pushboolean(L, false)
  }
}

function pushField(L: LuaState, name: string, text: string): void {
  lua.lua_createtable(L, 0, 1)
  lua.lua_pushstring(L, encoder.encode(text))
  lua.lua_setfield(L, -2, to_luastring(name))
}

/**
 * What Redis would answer for a value that a script returns.
 *
 * Source: https://redis.io/docs/latest/develop/programmability/lua-api/#data-type-conversion
 */
export function replyOf(L: LuaState, index: number, depth = 0): Reply {
  switch (lua.lua_type(L, index)) {
    case lua.LUA_TNUMBER:
      return { kind: 'integer', value: Math.trunc(lua.lua_tonumber(L, index)) }
    case lua.LUA_TSTRING:
      return { kind: 'bulk', value: bytesAt(L, index) }
    case lua.LUA_TBOOLEAN:
      return lua.lua_toboolean(L, index) ? { kind: 'integer', value: 1 } : { kind: 'nil' }
    case lua.LUA_TTABLE:
      return tableReply(L, lua.lua_absindex(L, index), depth)
    default:
      return { kind: 'nil' }
  }
}

function tableReply(L: LuaState, index: number, depth: number): Reply {
  lua.lua_checkstack(L, 4)
  const error = fieldOf(L, index, 'err')
  if (error !== undefined) return { kind: 'error', value: error }
  const status = fieldOf(L, index, 'ok')
  if (status !== undefined) return { kind: 'status', value: status }
  const items: Reply[] = []
  if (depth >= DEPTH) return { kind: 'array', items }
  for (let at = 1; ; at += 1) {
    const type = lua.lua_rawgeti(L, index, at)
    if (type === lua.LUA_TNIL) break
    items.push(replyOf(L, -1, depth + 1))
    lua.lua_pop(L, 1)
  }
  lua.lua_pop(L, 1)
  return { kind: 'array', items }
}

/** A field that is text; undefined when it is anything else. */
export function fieldOf(L: LuaState, index: number, name: string): string | undefined {
  const isText = lua.lua_getfield(L, index, to_luastring(name)) === lua.LUA_TSTRING
  const text = isText ? decoder.decode(bytesAt(L, -1)) : undefined
  lua.lua_pop(L, 1)
  return text
}

export function bytesAt(L: LuaState, index: number): Uint8Array {
  return Uint8Array.from(lua.lua_tostring(L, index) ?? [])
}

export function textAt(L: LuaState, index: number): string {
  return decoder.decode(bytesAt(L, index))
}

/** A number as Redis writes it into a command: 17 significant digits, none that say nothing. */
export function numberWord(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e17) return String(value)
  const digits = value.toPrecision(17)
  return digits.includes('e') ? digits : digits.replace(/\.?0+$/, '')
}

/** A value as the debugger shows it, at most some words long. */
export function showValue(L: LuaState, index: number, depth = 0): string {
  lua.lua_checkstack(L, 6)
  const type = lua.lua_type(L, index)
  if (type === lua.LUA_TSTRING) return JSON.stringify(textAt(L, index)).slice(0, SHOWN)
  if (type === lua.LUA_TTABLE) return showTable(L, lua.lua_absindex(L, index), depth)
  lua.lua_pushvalue(L, index)
  lauxlib.luaL_tolstring(L, -1)
  const text = textAt(L, -1)
  lua.lua_pop(L, 2)
  return /^(function|userdata)/.test(text) ? (text.split(':')[0] ?? text) : text
}

function showTable(L: LuaState, index: number, depth: number): string {
  if (depth > 1) return '{…}'
  const parts: string[] = []
  let next = 1
  lua.lua_pushnil(L)
  while (lua.lua_next(L, index) !== 0) {
    const value = showValue(L, -1, depth + 1)
    const isNext = lua.lua_type(L, -2) === lua.LUA_TNUMBER && lua.lua_tonumber(L, -2) === next
    const isText = lua.lua_type(L, -2) === lua.LUA_TSTRING
    const key = isText ? textAt(L, -2) : `[${showValue(L, -2, depth + 1)}]`
    parts.push(isNext ? value : `${key} = ${value}`)
    next += 1
    lua.lua_pop(L, 1)
    if (parts.length < 12) continue
    parts.push('…')
    lua.lua_pop(L, 1)
    break
  }
  return `{${parts.join(', ')}}`.slice(0, SHOWN)
}
