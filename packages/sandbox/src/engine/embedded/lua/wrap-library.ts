import { hidden, hideGlobals, noGlobals } from './library-globals.ts'
import { accessors, callWithState, libraryVariables } from './library-state.ts'
import { prelude } from './prelude.ts'
import { keepFrames } from './wrap-script.ts'

export const functionChunk = 'user_function'

const names = (text: string): string => text.replaceAll('\n', ' ')

/** While a library is loaded it can register functions and little else. */
const registering = names(String.raw`
local LIST,DONE={},{}
local function fail(text) error({err='ERR '..text}) end
local function named(fn,callback,flags,description)
if type(fn)~='string' then fail('first argument to redis.register_function must be a string') end
if type(callback)~='function' then fail('second argument to redis.register_function must be a function') end
if not fn:match('^[%w_]+$') then fail('Library names can only contain letters, numbers, or underscores(_) and must be at least one character long') end
if DONE[fn] then fail('Function already exists in the library') end
DONE[fn]=callback LIST[#LIST+1]={fn,description or false,flags or {}} end
local known={['no-writes']=1,['allow-oom']=1,['allow-stale']=1,['no-cluster']=1,['allow-cross-slot-keys']=1}
local function register(...) local n=select('#',...) local t=...
if n==0 or n>2 then fail('wrong number of arguments to redis.register_function') end
if n==2 then return named(...) end
if type(t)~='table' then fail('calling redis.register_function with a single argument is only applicable to Lua table (representing named arguments).') end
for k in pairs(t) do if k~='function_name' and k~='callback' and k~='flags' and k~='description' then fail('unknown argument given to redis.register_function') end end
if type(t.function_name)~='string' then if t.function_name==nil then fail('redis.register_function must get a function name argument') end fail('function_name argument given to redis.register_function must be a string') end
if type(t.callback)~='function' then if t.callback==nil then fail('redis.register_function must get a callback argument') end fail('callback argument given to redis.register_function must be a function') end
if t.description~=nil and type(t.description)~='string' then fail('description argument given to redis.register_function must be a string') end
if t.flags~=nil then if type(t.flags)~='table' then fail('flags argument to redis.register_function must be a table representing function flags') end
for _,f in ipairs(t.flags) do if not known[f] then fail('unknown flag given') end end end
return named(t.function_name,t.callback,t.flags,t.description) end
`)

const api =
  '{register_function=register,log=redis.log,setresp=redis.setresp,REDIS_VERSION=redis.REDIS_VERSION,REDIS_VERSION_NUM=redis.REDIS_VERSION_NUM,LOG_DEBUG=0,LOG_VERBOSE=1,LOG_NOTICE=2,LOG_WARNING=3}'

/** Runs the library's body and gives back what it registered: name, description, flags. */
export function loadingText(body: string): string {
  return (
    `${noGlobals}${prelude(functionChunk).text}${registering}
local API=setmetatable(${api},{__index=function(_,k) error("Script attempted to access nonexistent global variable '"..tostring(k).."'",2) end})
`.replaceAll('\n', ' ') +
    `local function BODY(redis) ${keepFrames(hideGlobals(body, hidden.loading))}\nend BODY(API) return LIST`
  )
}

/** Runs the library's body, then one of its functions with (keys, args). */
export function callingText(body: string, name: string): string {
  const names = libraryVariables(body)
  const hasState = names.length > 0
  const head = hasState ? 'local RAWPCALL,RAWXPCALL,RAWERROR=pcall,xpcall,error ' : ''
  const call = hasState
    ? `local GROUPS=BODY(API) ${callWithState(name, functionChunk)}`
    : `BODY(API) return (DONE['${name}'](...))`
  return (
    `${head}${noGlobals}${prelude(functionChunk).text}${registering}local CALLER=redis ` +
    `local API=setmetatable({register_function=register},{__index=CALLER}) ` +
    `local function BODY(redis) ${keepFrames(hideGlobals(body, hidden.running))}\n${hasState ? accessors(names) : ''} end ${call}`
  )
}
