/** The part of fengari's API that the debugger uses; it is Lua's C API, see https://www.lua.org/manual/5.3/. */
declare module 'fengari' {
  /** Only ever handed on. */
  export interface LuaState {
    readonly top: number
  }
  export interface LuaDebug {
    readonly currentline: number
    readonly short_src: Uint8Array
  }
  type LuaFunction = (L: LuaState) => number

  export const lua: {
    readonly LUA_OK: number
    readonly LUA_YIELD: number
    readonly LUA_MASKLINE: number
    readonly LUA_MULTRET: number
    readonly LUA_TNIL: number
    readonly LUA_TBOOLEAN: number
    readonly LUA_TLIGHTUSERDATA: number
    readonly LUA_TNUMBER: number
    readonly LUA_TSTRING: number
    readonly LUA_TTABLE: number
    lua_absindex(L: LuaState, index: number): number
    lua_checkstack(L: LuaState, count: number): boolean
    lua_createtable(L: LuaState, items: number, entries: number): void
    lua_error(L: LuaState): never
    lua_getinfo(L: LuaState, what: Uint8Array, record: LuaDebug): number
    lua_getlocal(L: LuaState, record: LuaDebug, index: number): Uint8Array | null
    lua_gettop(L: LuaState): number
    lua_newthread(L: LuaState): LuaState
    lua_next(L: LuaState, index: number): number
    lua_pop(L: LuaState, count: number): void
    lua_pushboolean(L: LuaState, value: boolean): void
    lua_pushcfunction(L: LuaState, value: LuaFunction): void
    lua_pushlightuserdata(L: LuaState, value: unknown): void
    lua_pushnil(L: LuaState): void
    lua_pushnumber(L: LuaState, value: number): void
    lua_pushstring(L: LuaState, value: Uint8Array): void
    lua_pushvalue(L: LuaState, index: number): void
    lua_rawgeti(L: LuaState, index: number, key: number): number
    lua_rawseti(L: LuaState, index: number, key: number): void
    lua_rawset(L: LuaState, index: number): void
    lua_resume(L: LuaState, from: LuaState | null, count: number): number
    lua_setfield(L: LuaState, index: number, name: Uint8Array): void
    lua_getfield(L: LuaState, index: number, name: Uint8Array): number
    lua_setglobal(L: LuaState, name: Uint8Array): void
    lua_sethook(
      L: LuaState,
      hook: ((L: LuaState, record: LuaDebug) => void) | null,
      mask: number,
      count: number,
    ): void
    lua_toboolean(L: LuaState, index: number): boolean
    lua_tonumber(L: LuaState, index: number): number
    lua_tostring(L: LuaState, index: number): Uint8Array | null
    lua_type(L: LuaState, index: number): number
    lua_yield(L: LuaState, count: number): number
  }
  export const lauxlib: {
    luaL_error(L: LuaState, format: Uint8Array): never
    luaL_loadbuffer(L: LuaState, code: Uint8Array, size: number, name: Uint8Array): number
    luaL_newstate(): LuaState
    luaL_requiref(L: LuaState, name: Uint8Array, open: LuaFunction, isGlobal: boolean): void
    luaL_tolstring(L: LuaState, index: number): Uint8Array
  }
  export const lualib: {
    readonly luaopen_base: LuaFunction
    readonly luaopen_math: LuaFunction
    readonly luaopen_string: LuaFunction
    readonly luaopen_table: LuaFunction
  }
  export function to_luastring(text: string): Uint8Array
}
