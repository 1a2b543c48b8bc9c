import { lauxlib, lua, to_luastring, type LuaState } from 'fengari'
import { NULL, textAt } from './lua-values.ts'

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

const DEPTH = 100

/** Sets the global `cjson` with encode, decode and null. */
export function openCjson(L: LuaState): void {
  lua.lua_createtable(L, 0, 3)
  lua.lua_pushcfunction(L, (called) => {
    lua.lua_pushstring(called, new TextEncoder().encode(JSON.stringify(jsonAt(called, 1, 0))))
    return 1
  })
  lua.lua_setfield(L, -2, to_luastring('encode'))
  lua.lua_pushcfunction(L, (called) => {
    pushJson(called, parsed(called))
    return 1
  })
  lua.lua_setfield(L, -2, to_luastring('decode'))
  lua.lua_pushlightuserdata(L, NULL)
  lua.lua_setfield(L, -2, to_luastring('null'))
  lua.lua_setglobal(L, to_luastring('cjson'))
}

function parsed(L: LuaState): unknown {
  try {
    const value: unknown = JSON.parse(textAt(L, 1))
    return value
  } catch {
    return lauxlib.luaL_error(L, to_luastring('Expected value but found invalid token'))
  }
}

function jsonAt(L: LuaState, index: number, depth: number): Json {
  lua.lua_checkstack(L, 4)
  if (depth > DEPTH) lauxlib.luaL_error(L, to_luastring('Cannot serialise, excessive depth'))
  switch (lua.lua_type(L, index)) {
    case lua.LUA_TBOOLEAN:
      return lua.lua_toboolean(L, index)
    case lua.LUA_TNUMBER:
      return Number(lua.lua_tonumber(L, index).toPrecision(14))
    case lua.LUA_TSTRING:
      return textAt(L, index)
    case lua.LUA_TTABLE:
      return tableJson(L, lua.lua_absindex(L, index), depth)
    case lua.LUA_TNIL:
    case lua.LUA_TLIGHTUSERDATA:
      return null
    default:
      return lauxlib.luaL_error(L, to_luastring('Cannot serialise this type'))
  }
}

function tableJson(L: LuaState, index: number, depth: number): Json {
  const items: Json[] = []
  const fields: Record<string, Json> = {}
  let isList = true
  lua.lua_pushnil(L)
  while (lua.lua_next(L, index) !== 0) {
    const value = jsonAt(L, -1, depth + 1)
    if (lua.lua_type(L, -2) === lua.LUA_TNUMBER) {
      const key = lua.lua_tonumber(L, -2)
      if (Number.isInteger(key) && key > 0) items[key - 1] = value
      else isList = false
      fields[String(key)] = value
    } else {
      isList = false
      fields[textAt(L, -2)] = value
    }
    lua.lua_pop(L, 1)
  }
  return isList && items.length > 0 ? Array.from(items, (item) => item ?? null) : fields
}

function pushJson(L: LuaState, value: unknown): void {
  lua.lua_checkstack(L, 4)
  if (typeof value === 'boolean') lua.lua_pushboolean(L, value)
  else if (typeof value === 'number') lua.lua_pushnumber(L, value)
  else if (typeof value === 'string') lua.lua_pushstring(L, new TextEncoder().encode(value))
  else if (typeof value !== 'object' || value === null) lua.lua_pushlightuserdata(L, NULL)
  else {
    lua.lua_createtable(L, 0, 0)
    const isList = Array.isArray(value)
    for (const [key, each] of Object.entries(value)) {
      if (isList) lua.lua_pushnumber(L, Number(key) + 1)
      else lua.lua_pushstring(L, new TextEncoder().encode(key))
      pushJson(L, each)
      lua.lua_rawset(L, -3)
    }
  }
}
