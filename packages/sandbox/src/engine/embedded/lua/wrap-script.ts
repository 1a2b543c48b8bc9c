import { prelude } from './prelude.ts'

/** Strings and comments of Lua, to be passed over; then what is looked for. */
export const opaque = String.raw`--\[(=*)\[[^]*?\]\1\]|--[^\n]*|\[(=*)\[[^]*?\]\2\]|"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'`
const shadowed = String.raw`\b(?:redis|x?pcall|error|math)`

const assignment = new RegExp(
  String.raw`${opaque}|(?<![.\w:]\s*)${shadowed}\s*(?:,[\w\s,]*)?=(?!=)|\bfunction\s+${shadowed}\b|\blocal\s+(?:[\w\s]+,\s*)*${shadowed}\b`,
  'g',
)

/**
 * A learner's script with the prelude before it, as one expression: only its first value is
 * returned, as in Redis. A script that gives one of the prelude's names a meaning of its own runs
 * without the prelude, so that the runtime's own protection of globals speaks.
 */
export function wrapScript(body: string, chunk: string): string {
  if (givesNameAway(body)) return `return ((function(...) ${body}\nend)(...))`
  const { text, tidy } = prelude(chunk, body)
  const result = tidy === undefined ? '(BODY(...))' : `${tidy}((BODY(...)),0)`
  return `${text}local function BODY(...) ${keepFrames(body)}\nend return ${result}`
}

const alias = /\blocal\s+(\w+)\s*=\s*(?:redis\s*\.\s*p?call|error)\b(?!\s*\()/g

/** `return f(x)` would forget the line it stands on; `return nil or f(x)` means the same. */
export function keepFrames(body: string): string {
  const names = [...body.matchAll(alias)].map(([, name]) => name).join('|')
  const called = String.raw`redis\s*\.\s*\w+|math\s*\.\s*random|error${names === '' ? '' : `|${names}`}`
  const tailCall = new RegExp(String.raw`${opaque}|\breturn(?=\s+(?:${called})\s*[({"'])`, 'g')
  return body.replace(tailCall, (match) => (match === 'return' ? 'return nil or' : match))
}

function givesNameAway(body: string): boolean {
  for (const [match] of body.matchAll(assignment)) {
    if (!/^(?:--|\[=*\[|["'])/.test(match)) return true
  }
  return false
}
