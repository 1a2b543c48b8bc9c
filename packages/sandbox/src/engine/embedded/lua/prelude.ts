/** The command by which the prelude asks for the next number of the server's generator, or seeds it. */
export const randomCommand = 'keyspace.random'

/**
 * What stands before a learner's script, all on its first line so that line numbers stay true. It
 * puts names of Redis 7.0's behaviour in front of the runtime's: errors that are tables keep their
 * text, numbers become text with 17 digits, `pcall` gives the text of an error table.
 *
 * Errors travel as text marked `\1T<line>\1` (from a table, with its own code) or `\1S<line>\1`.
 * Compiling it is what a short script costs, so only the parts that the script names are taken.
 */
export interface Prelude {
  readonly text: string
  /** The name of the function that makes the script's value fit to be returned, when it may not be. */
  readonly tidy: string | undefined
}

const raising = String.raw`
local function where(level) local _,w=P(E,'',level+2) return T(w)=='string' and tonumber((w:match(':(%d+): $'))) or 0 end
local function raise(mark,text,level) E('\1'..mark..where(level+1)..'\1'..text,0) end`

const catching = String.raw`
local function settle(ok,e,...) if ok then return ok,e,... end
if T(e)=='table' and T(e.err)=='string' then e=e.err elseif T(e)=='string' and e:byte(1)==1 then e=e:gsub('^\1[TS]%d+\1','') end return ok,e,... end
pcall_=function(...) return settle(P(...)) end`

/** A handler of `xpcall` gets what was raised: a table, or a text without the mark. */
const handling = String.raw`
xpcall_=function(f,h) return X(f,function(e)
if T(e)=='string' and e:byte(1)==1 then local text=e:gsub('^\1[TS]%d+\1','') e=e:sub(2,2)=='T' and {err=text} or text end return h(e) end) end`

const throwing = String.raw`
error_=function(e,level)
if T(e)=='table' and T(e.err)=='string' then raise('T',e.err,2) end
if T(e)=='string' or T(e)=='number' then level=tonumber(level) or 1
if level==0 then raise('S',tostring(e),2) end
local line=where(level+1) if line>LINES then line=0 end raise('S',(line>0 and (N..':'..line..': ') or '')..e,2) end
if e==nil or T(e)=='boolean' then raise('T','ERR '..tostring(e),2) end E(e,0) end`

const calling = String.raw`
local function texts(n,...) local a={...}
for i=1,n do local v=a[i] if T(v)=='number' then
if v~=v or v==C.huge or v==-C.huge then a[i]=v~=v and (F('%.17g',v):find('^%-') and '-nan' or 'nan') or (v>0 and 'inf' or '-inf')
elseif v==C.floor(v) and v>-1e17 and v<1e17 then a[i]=F('%.0f',v) else a[i]=F('%.17g',v) end end end
return unpack(a,1,n) end
local function locked(target) return setmetatable({},{__index=target,__newindex=function() raise('S',N..':'..where(2)..': Attempt to modify a readonly table',2) end,__metatable=false}) end
local O={
call=function(...) local r=R.pcall(texts(S('#',...),...)) if T(r)=='table' and r.err then raise('T',r.err,2) end if three and r==false then return nil end return r end,
pcall=function(...) for i=1,S('#',...) do local t=T((S(i,...))) if t~='string' and t~='number' then return {err='ERR Lua redis lib command arguments must be strings or integers',ignore_error_stats_update=true} end end
local r=R.pcall(texts(S('#',...),...)) if T(r)=='table' and r.err then r.ignore_error_stats_update=true end if three and r==false then return nil end return r end}
redis_=locked(setmetatable(O,{__index=R}))`

const wrongReply =
  "if S('#',...)~=1 or T(s)~='string' then return {err='ERR wrong number or type of arguments'} end"

/** The parts of the `redis` table that the runtime lacks or words differently. */
const members: ReadonlyMap<string, string> = new Map([
  [
    'error_reply',
    `function(...) local s=... ${wrongReply} if s:sub(1,1)=='-' then s=s:sub(2) end if not s:find(' ',1,true) then s='ERR '..s end return {err=s} end`,
  ],
  ['status_reply', `function(...) local s=... ${wrongReply} return {ok=s} end`],
  [
    'sha1hex',
    "function(...) if S('#',...)~=1 then raise('T','ERR wrong number of arguments',2) end return R.sha1hex(tostring((...))) end",
  ],
  [
    'log',
    `function(...) local l=... if S('#',...)<2 then raise('T','ERR redis.log() requires two arguments or more.',2) end
if T(l)~='number' then raise('T','ERR First argument must be a number (log level).',2) end
if l<0 or l>3 then raise('T','ERR Invalid debug level.',2) end end`,
  ],
  [
    'set_repl',
    `function(...) local f=... if S('#',...)~=1 then raise('T','ERR redis.set_repl() requires two arguments.',2) end
f=tonumber(f) or 0 if f<0 or f>3 or f~=C.floor(f) then raise('T','ERR Invalid replication flags. Use REPL_AOF, REPL_REPLICA, REPL_ALL or REPL_NONE.',2) end end`,
  ],
  [
    'setresp',
    `function(...) local v=... if S('#',...)~=1 then raise('T','ERR redis.setresp() requires one argument.',2) end
if v~=2 and v~=3 then raise('T','ERR RESP version must be 2 or 3.',2) end three=v==3 R.setresp(v) end`,
  ],
  [
    'acl_check_cmd',
    `function(...) if S('#',...)==0 then raise('T','ERR Please specify at least one argument for this redis.acl_check_cmd() call',2) end
local r=R.pcall('COMMAND','INFO',(...)) if not r[1] then raise('T','ERR Invalid command passed to redis.acl_check_cmd()',2) end return true end`,
  ],
  ['replicate_commands', 'function() return true end'],
  ['breakpoint', 'function() return false end'],
  ['debug', 'function() end'],
  ['REDIS_VERSION', "'7.0.15'"],
  ['REDIS_VERSION_NUM', '458767'],
  ...['LOG_DEBUG', 'LOG_VERBOSE', 'LOG_NOTICE', 'LOG_WARNING'].map(
    (name, at) => [name, String(at)] as const,
  ),
  ['REPL_NONE', '0'],
  ['REPL_AOF', '1'],
  ['REPL_SLAVE', '2'],
  ['REPL_REPLICA', '2'],
  ['REPL_ALL', '3'],
])

const chance = String.raw`
math_=locked(setmetatable({
randomseed=function(n) R.call('${randomCommand}',F('%.0f',C.floor(tonumber(n) or 0)%4294967296)) end,
random=function(...) local n=S('#',...) local r=(R.call('${randomCommand}')%2147483647)/2147483647 local a,b=...
if n==0 then return r end
if n==1 then a,b=1,a elseif n>2 then raise('S',N..':'..where(2)..': wrong number of arguments',2) end
a,b=tonumber(a),tonumber(b)
if not a or not b then return C.random(...) end
a,b=a<0 and C.ceil(a) or C.floor(a),b<0 and C.ceil(b) or C.floor(b)
if a>b then raise('S',N..':'..where(2)..": bad argument #"..n.." to 'random' (interval is empty)",2) end
return C.floor(r*(b-a+1))+a end},{__index=C}))`

const tidying = String.raw`
tidy_=function(v,depth)
if T(v)=='function' or T(v)=='thread' or T(v)=='userdata' then return false end
if v~=v then return -2^63 end
if T(v)~='table' or depth>8 then return v end
if T(v.err)=='string' or T(v.ok)=='string' then return v end
if v.double or v.map or v.set or v.big_number or v.verbatim_string then if not three then R.setresp(3) end return v end
local out={} for i=1,#v do if v[i]==nil then break end out[i]=tidy_(v[i],depth+1) end return out end`

const everything = 'redis[ error pcall xpcall math.random double= function'

/** The prelude for a script's body, for a chunk of this name (`user_script` or `user_function`). */
export function prelude(chunk: string, body: string = everything): Prelude {
  const needs = {
    redis: /\bredis\b/.test(body),
    error: /\berror\b/.test(body),
    pcall: /(?<![.\w]\s*)pcall\b/.test(body),
    xpcall: /\bxpcall\b/.test(body),
    random: /\brandom(seed)?\b|\bmath\s*\[/.test(body),
    tidy: /\b(?:double|map|set|big_number|verbatim_string|ok|err)\b|\breturn\s+function\b|[{,]\s*function\b|coroutine|cjson|[/%]/.test(
      body,
    ),
  }
  const callable = needs.redis || needs.random
  const parts = [
    callable || needs.error ? raising : '',
    callable ? calling + membersFor(body) : '',
    needs.error ? throwing : '',
    needs.pcall ? catching : '',
    needs.xpcall ? handling : '',
    needs.random ? chance : '',
    needs.tidy ? tidying : '',
  ].join('')
  if (parts === '') return { text: '', tidy: undefined }
  // What stands on later lines is ours, and in Redis nobody.
  const lines = body === everything ? 'math.huge' : String(body.split('\n').length)
  const text = `local redis,pcall,xpcall,error,math,TIDY=(function(R,P,X,E,C,T,F,S,N,LINES,tostring,tonumber,setmetatable,unpack) local redis_,pcall_,xpcall_,error_,math_,tidy_,three=R,P,X,E,C,nil,false ${parts} return redis_,pcall_,xpcall_,error_,math_,tidy_ end)(redis,pcall,xpcall,error,math,type,string.format,select,'${chunk}',${lines},tostring,tonumber,setmetatable,unpack) `
  return { text: text.replaceAll('\n', ' '), tidy: needs.tidy ? 'TIDY' : undefined }
}

/** All of them when the script may name them in a way that cannot be seen. */
function membersFor(body: string): string {
  const plain = [...body.matchAll(/\bredis\b(?!\s*\.\s*\w)/g)].length === 0
  return [...members]
    .filter(([name]) => !plain || body.includes(name))
    .map(([name, code]) => ` O.${name}=${code}`)
    .join('')
}
