import { notText } from './script-error.ts'
import { opaque } from './wrap-script.ts'

/** The command by which a library's code asks for the state that it left, and leaves a new one. */
export const stateCommand = 'keyspace.state'

const keepable = /^[A-Za-z_]\w*$/
const opens = new Set(['function', 'do', 'if', 'repeat'])
const closes = new Set(['end', 'until'])
/** A function of Lua reaches 60 names outside it. */
const mostNames = 50

/**
 * The variables that a library has for itself: its `local`s outside of any function or block. None
 * when it ends with `return`, behind which nothing can stand.
 */
export function libraryVariables(body: string): readonly string[] {
  const plain = body.replace(new RegExp(opaque, 'g'), (text) => text.replace(/[^\n]/g, ' '))
  const tokens = plain.match(/[A-Za-z_]\w*|\S/g) ?? []
  const names = new Set<string>()
  let depth = 0
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] ?? ''
    if (depth === 0 && token === 'return') return []
    if (depth === 0 && token === 'local') at = readNames(tokens, at + 1, names)
    if (opens.has(tokens[at] ?? '')) depth += 1
    else if (closes.has(token)) depth -= 1
  }
  return [...names]
}

/** Reads `a, b` into the names; where the last word of it stands. `function f` has no state. */
function readNames(tokens: readonly string[], from: number, names: Set<string>): number {
  let at = from
  for (;;) {
    const name = tokens[at] ?? ''
    if (name === 'function' || !keepable.test(name)) return at
    names.add(name)
    if (tokens[at + 1] !== ',') return at
    at += 2
  }
}

/** What stands behind a library's code: for every 50 variables a way to read and to set them. */
export function accessors(names: readonly string[]): string {
  const groups = Array.from({ length: Math.ceil(names.length / mostNames) }, (_, at) =>
    names.slice(at * mostNames, (at + 1) * mostNames).join(','),
  )
  const pairs = groups.map(
    (list) =>
      `{${list.split(',').length},function() return ${list} end,function(...) ${list}=... end}`,
  )
  return `return {${pairs.join(',')}}`
}

/**
 * Lua that calls a function of a library whose variables are `GROUPS`, with the state that was left
 * behind, and leaves the new one. What is no data (functions, coroutines) is as the code makes it.
 *
 * Values travel as text with a letter before it; tables are numbered, so that what is the same stays
 * the same, and are filled in place, so that they keep their metatables.
 */
export function callWithState(name: string, chunk: string): string {
  return String.raw`
local ids,nodes={},{}
local function ref(v) local t=type(v)
if v==nil then return 'z' elseif t=='string' then return 's'..v
elseif t=='boolean' then return v and 'b1' or 'b0'
elseif t=='number' then return v~=v and 'q' or (v==1/0 and 'n1e999') or (v==-1/0 and 'n-1e999') or string.format('n%.17g',v)
elseif t~='table' then return 'f' end
if not ids[v] then local flat={} nodes[#nodes+1]=flat ids[v]=#nodes for k,x in next,v do flat[#flat+1]=ref(k) flat[#flat+1]=ref(x) end end
return 't'..ids[v] end
local function left() local flats={}
for i,g in ipairs(GROUPS) do local v={g[2]()} local flat={} for j=1,g[1] do flat[j]=ref(v[j]) end flats[i]=flat end
return cmsgpack.pack({flats,nodes}) end
local made,used,found={},{},nil
local function value(s,now) local tag,rest=s:sub(1,1),s:sub(2)
if tag=='s' then return rest elseif tag=='n' then return tonumber(rest) elseif tag=='b' then return rest=='1' elseif tag=='q' then return 0/0 elseif tag=='f' then return now elseif tag=='z' then return nil end
local id=tonumber(rest) if made[id] then return made[id] end
local t=type(now)=='table' and not used[now] and now or {} made[id]=t used[t]=true
local old={} for k,x in next,t do old[k]=x end
local flat,stays=found[id],{}
for i=1,#flat,2 do local k=value(flat[i]) if k~=nil then stays[k]=true local x=value(flat[i+1],old[k]) if x~=old[k] then rawset(t,k,x) end end end
for k,x in next,old do if not stays[k] and (type(k)=='string' or type(k)=='number' or type(k)=='boolean') then rawset(t,k,nil) end end
return t end
local kept=CALLER.call('${stateCommand}')
if kept then local flats kept=cmsgpack.unpack(kept) flats,found=kept[1],kept[2]
for i,g in ipairs(GROUPS) do local now,new={g[2]()},{} for j=1,g[1] do new[j]=value(flats[i][j],now[j]) end g[3](unpack(new,1,g[1])) end end
local keys,args=...
local ok,v=RAWXPCALL(function() return (DONE['${name}'](keys,args)) end,function(e)
if e~='__RLUA_E__:command-arg-type' then return e end
for level=3,20 do local _,place=RAWPCALL(RAWERROR,'',level) local line=tonumber((place:match('^${chunk}:(%d+): $')))
if line and line>1 then return '\1T'..line..'\1ERR ${notText}' end end return e end)
CALLER.call('${stateCommand}',left())
if ok then return v end
if type(v)=='string' and v:byte(1)~=1 then local line,text=v:match('^${chunk}:(%d+): (.*)$')
if line then local unknown=text:match('^__RLUA_E__:global%-read:(.*)$')
if unknown then text="Script attempted to access nonexistent global variable '"..unknown.."'" end
v='\1S'..line..'\1${chunk}:'..line..': '..text end end
RAWERROR(v,0)`.replaceAll('\n', ' ')
}
