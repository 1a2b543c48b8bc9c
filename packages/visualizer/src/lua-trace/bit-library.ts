import { lua, to_luastring, type LuaState } from 'fengari'

const fold = (of: (a: number, b: number) => number) => (values: readonly number[]) =>
  values.reduce(of)
const shift = (of: (value: number, by: number) => number) => (values: readonly number[]) =>
  of(values[0] ?? 0, (values[1] ?? 0) & 31)

/** Lua BitOp on 32 bits, as https://bitop.luajit.org/api.html describes it. */
const OPERATIONS: Readonly<Record<string, (values: readonly number[]) => number>> = {
  tobit: ([value = 0]) => value | 0,
  bnot: ([value = 0]) => ~value,
  band: fold((a, b) => a & b),
  bor: fold((a, b) => a | b),
  bxor: fold((a, b) => a ^ b),
  lshift: shift((value, by) => value << by),
  rshift: shift((value, by) => (value >>> by) | 0),
  arshift: shift((value, by) => value >> by),
  rol: shift((value, by) => (value << by) | (value >>> (32 - by))),
  ror: shift((value, by) => (value >>> by) | (value << (32 - by))),
  bswap: ([value = 0]) =>
    (value << 24) | ((value & 0xff00) << 8) | ((value >>> 8) & 0xff00) | (value >>> 24),
}

/** Sets the global `bit`. */
export function openBit(L: LuaState): void {
  lua.lua_createtable(L, 0, 12)
  for (const [name, operation] of Object.entries(OPERATIONS)) {
    lua.lua_pushcfunction(L, (called) => {
      const count = lua.lua_gettop(called)
      // As BitOp: numbers wrap around to 32 bits.
      const values = Array.from({ length: count }, (_, at) => lua.lua_tonumber(called, at + 1) | 0)
      lua.lua_pushnumber(called, operation(values.length > 0 ? values : [0]) | 0)
      return 1
    })
    lua.lua_setfield(L, -2, to_luastring(name))
  }
  lua.lua_pushcfunction(L, (called) => {
    const value = lua.lua_tonumber(called, 1) >>> 0
    const wanted = lua.lua_gettop(called) > 1 ? lua.lua_tonumber(called, 2) : 8
    const digits = Math.min(8, Math.abs(wanted))
    const text = value
      .toString(16)
      .padStart(8, '0')
      .slice(8 - digits)
    lua.lua_pushstring(called, to_luastring(wanted < 0 ? text.toUpperCase() : text))
    return 1
  })
  lua.lua_setfield(L, -2, to_luastring('tohex'))
  lua.lua_setglobal(L, to_luastring('bit'))
}
