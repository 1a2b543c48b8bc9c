/**
 * Makes of Lua 5.3 what a script of Redis finds: Lua 5.1's functions, `redis`, and a global table
 * that takes no new names. `ask` stops the script until Redis has answered.
 *
 * Source: https://redis.io/docs/latest/develop/programmability/lua-api/
 */
export const PRELUDE = `
local ask, raw_tonumber, whole = __ask, tonumber, math.tointeger
unpack, loadstring = table.unpack, load
function tonumber(value, base)
  local number
  if base then number = raw_tonumber(value, whole(base)) else number = raw_tonumber(value) end
  return number and number + 0.0
end
function gcinfo() return 0 end
collectgarbage = function() return 0 end
function table.getn(t) return #t end
function table.maxn(t)
  local most = 0
  for key in pairs(t) do if type(key) == 'number' and key > most then most = key end end
  return most
end
function table.foreach(t, f)
  for key, value in pairs(t) do local r = f(key, value) if r ~= nil then return r end end
end
function table.foreachi(t, f)
  for at, value in ipairs(t) do local r = f(at, value) if r ~= nil then return r end end
end
table.pack, table.unpack, table.move = nil, nil, nil
string.gfind = string.gmatch
string.pack, string.unpack, string.packsize, string.dump = nil, nil, nil, nil
math.mod = math.fmod
function math.pow(a, b) return a ^ b end
function math.log10(a) return math.log(a, 10) end
function math.ldexp(m, e) return m * 2.0 ^ e end
function math.cosh(a) return (math.exp(a) + math.exp(-a)) / 2 end
function math.sinh(a) return (math.exp(a) - math.exp(-a)) / 2 end
function math.tanh(a) return math.sinh(a) / math.cosh(a) end
math.atan2 = math.atan
math.tointeger, math.type, math.ult, math.maxinteger, math.mininteger = nil, nil, nil, nil, nil
_VERSION = 'Lua 5.1'
dofile, loadfile, require, print, rawlen, warn = nil, nil, nil, nil, nil, nil
redis = {
  LOG_DEBUG = 0, LOG_VERBOSE = 1, LOG_NOTICE = 2, LOG_WARNING = 3,
  REPL_NONE = 0, REPL_AOF = 1, REPL_SLAVE = 2, REPL_REPLICA = 2, REPL_ALL = 3,
}
function redis.pcall(...) return ask(...) end
function redis.call(...)
  local reply = ask(...)
  if type(reply) == 'table' and reply.err then error(reply, 0) end
  return reply
end
function redis.error_reply(text) return {err = text} end
function redis.status_reply(text) return {ok = text} end
function redis.sha1hex(text) return ask('__sha1hex', text) end
function redis.log() end
function redis.debug() end
function redis.breakpoint() return false end
function redis.replicate_commands() return true end
function redis.set_repl() end
KEYS, ARGV, __ask = __keys, __argv, nil
__keys, __argv = nil, nil
_G = setmetatable(_G, {
  __index = function(_, name)
    error("Script attempted to access nonexistent global variable '" .. tostring(name) .. "'", 2)
  end,
  __newindex = function() error('Attempt to modify a readonly table', 2) end,
  __metatable = false,
})
`
