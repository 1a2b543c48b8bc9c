import { opaque } from './wrap-script.ts'

/** What only scripts have; a function is given its keys and arguments. */
const ofScripts = ['KEYS', 'ARGV']
/** What a function can use, and the code that registers it cannot: while a library is loaded there is only `redis`. */
const afterLoading = [
  'setmetatable getmetatable rawset rawget rawequal xpcall pcall error assert tostring tonumber type',
  'next pairs ipairs select unpack loadstring load collectgarbage gcinfo string table math cjson',
  'cmsgpack bit struct coroutine _G _VERSION',
].flatMap((names) => names.split(' '))

/** The globals that are not there while a library is loaded, and while one of its functions runs. */
export const hidden: Readonly<Record<'loading' | 'running', ReadonlySet<string>>> = {
  loading: new Set([...afterLoading, ...ofScripts]),
  running: new Set(ofScripts),
}

const token = new RegExp(String.raw`${opaque}|[A-Za-z_]\w*|[^\sA-Za-z_]`, 'g')
/** Lua for the table that {@link hideGlobals} puts in their place; before anything that words errors its own way. */
export const noGlobals = String.raw`local NOGLOBALS=(function(P,E) return setmetatable({},{__index=function(_,k) local _,w=P(E,'',3) E('\1S'..(w:match(':(%d+): $') or '1')..'\1'..w.."Script attempted to access nonexistent global variable '"..k.."'",0) end}) end)(pcall,error) `

/** A library's code in which reading one of these globals fails as reading one that Redis does not have. */
export function hideGlobals(body: string, names: ReadonlySet<string>): string {
  const declared = declaredNames(body)
  let before = ''
  return body.replace(token, (found: string, _a, _b, at: number) => {
    const isRead = before !== '.' && before !== ':' && !isAssigned(body, at + found.length)
    before = found
    return isRead && names.has(found) && !declared.has(found) ? `NOGLOBALS.${found}` : found
  })
}

function isAssigned(body: string, from: number): boolean {
  return /^\s*=(?!=)/.test(body.slice(from, from + 20))
}

/** Names that the code gives a meaning of its own, as a variable or a parameter. */
function declaredNames(body: string): ReadonlySet<string> {
  const lists = [...body.matchAll(/\blocal\s+([\w\s,]+)|\bfunction\b[^(]*\(([^)]*)\)/g)]
  return new Set(
    lists.flatMap(
      ([, names = '', parameters = '']) => `${names} ${parameters}`.match(/\w+/g) ?? [],
    ),
  )
}
