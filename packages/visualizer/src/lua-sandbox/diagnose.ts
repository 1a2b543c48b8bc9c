import { checkArity, findCommand } from '@keyspace/redis-lang'
import luaparse from 'luaparse'
import { LUA_GLOBALS, libraryMembers } from './lua-library.ts'

/** What is wrong with a script at a place; lines and columns count from 1, `endColumn` is behind it. */
export interface ScriptProblem {
  readonly code:
    | 'syntax'
    | 'unknown-global'
    | 'global-write'
    | 'unknown-member'
    | 'unknown-command'
    | 'wrong-arity'
  /** The name that it is about; for `syntax` the parser's words. */
  readonly detail: string
  readonly line: number
  readonly column: number
  readonly endColumn: number
}

interface Place {
  readonly start: { readonly line: number; readonly column: number }
  readonly end: { readonly line: number; readonly column: number }
}

const PROBLEMS_SHOWN = 20

/**
 * What Redis would refuse of a script, before it runs: Lua 5.1's grammar, globals that a script does
 * not have or may not write, and commands that do not exist or get too few words.
 *
 * Source: https://redis.io/docs/latest/develop/programmability/lua-api/
 */
export function diagnose(script: string): readonly ScriptProblem[] {
  const parsed = parse(script)
  if ('code' in parsed) return [parsed]
  const problems: ScriptProblem[] = []
  visit(parsed.body, problems)
  return problems.slice(0, PROBLEMS_SHOWN)
}

function parse(script: string): luaparse.Chunk | ScriptProblem {
  try {
    return luaparse.parse(script, {
      luaVersion: '5.1',
      locations: true,
      scope: true,
      comments: false,
      // Any text may stand in a string; the bytes of it are not needed here.
      encodingMode: 'none',
    })
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return syntaxProblem(error, script)
  }
}

function syntaxProblem(error: SyntaxError, script: string): ScriptProblem {
  const found = /^\[(\d+):(\d+)\] (.*)$/s.exec(error.message)
  const line = Number(found?.[1] ?? 1)
  const column = Number(found?.[2] ?? 0) + 1
  const width = (script.split('\n')[line - 1] ?? '').length
  const start = Math.min(column, Math.max(1, width))
  const rest = /^\S\w*/.exec((script.split('\n')[line - 1] ?? '').slice(start - 1))?.[0] ?? ' '
  return {
    code: 'syntax',
    detail: found?.[3] ?? error.message,
    line,
    column: start,
    endColumn: start + rest.length,
  }
}

type Named = luaparse.Node & { readonly type: 'Identifier' }

function visit(node: unknown, problems: ScriptProblem[]): void {
  if (Array.isArray(node)) {
    for (const each of node) visit(each, problems)
    return
  }
  if (!isNode(node)) return
  switch (node.type) {
    case 'AssignmentStatement':
      for (const target of node.variables) {
        if (target.type === 'Identifier') checkWrite(target, problems)
        else visit(target, problems)
      }
      visit(node.init, problems)
      return
    case 'FunctionDeclaration':
      if (node.identifier?.type === 'Identifier' && !node.isLocal) {
        checkWrite(node.identifier, problems)
      }
      visit(node.body, problems)
      return
    case 'Identifier':
      checkRead(node, problems)
      return
    case 'MemberExpression':
      checkMember(node, problems)
      visit(node.base, problems)
      return
    case 'TableKeyString':
      visit(node.value, problems)
      return
    case 'CallExpression':
      checkCommand(node, problems)
      break
    default:
  }
  for (const child of Object.values(node)) {
    if (typeof child === 'object') visit(child, problems)
  }
}

function isNode(value: unknown): value is luaparse.Node {
  return typeof value === 'object' && value !== null && 'type' in value
}

/** luaparse marks names with `isLocal`; its types do not say so. */
function isGlobal(name: Named): boolean {
  return 'isLocal' in name && name.isLocal === false
}

function checkRead(name: Named, problems: ScriptProblem[]): void {
  if (isGlobal(name) && !LUA_GLOBALS.has(name.name)) {
    problems.push(problemAt('unknown-global', name.name, name))
  }
}

function checkWrite(name: Named, problems: ScriptProblem[]): void {
  if (isGlobal(name)) problems.push(problemAt('global-write', name.name, name))
}

function checkMember(node: luaparse.MemberExpression, problems: ScriptProblem[]): void {
  const { base, identifier } = node
  if (base.type !== 'Identifier' || !isGlobal(base)) return
  const members = libraryMembers(base.name)
  if (members === undefined || members.has(identifier.name)) return
  problems.push(problemAt('unknown-member', `${base.name}.${identifier.name}`, identifier))
}

function checkCommand(call: luaparse.CallExpression, problems: ScriptProblem[]): void {
  const { base } = call
  if (base.type !== 'MemberExpression' || base.base.type !== 'Identifier') return
  if (base.base.name !== 'redis' || !/^p?call$/.test(base.identifier.name)) return
  const words = call.arguments.map((each) =>
    each.type === 'StringLiteral' ? each.raw.slice(1, -1) : null,
  )
  const [first] = call.arguments
  const name = words[0]
  if (first === undefined || typeof name !== 'string') return
  const argv = words.map((word) => new TextEncoder().encode(word ?? 'word'))
  if (findCommand(argv) === undefined) {
    problems.push(problemAt('unknown-command', name, first))
    return
  }
  const last = call.arguments.at(-1)
  const isOpen = last?.type === 'CallExpression' || last?.type === 'VarargLiteral'
  if (!isOpen && checkArity(argv) !== undefined) {
    problems.push(problemAt('wrong-arity', name, first))
  }
}

function problemAt(
  code: ScriptProblem['code'],
  detail: string,
  node: { readonly loc?: Place | undefined },
): ScriptProblem {
  const start = node.loc?.start ?? { line: 1, column: 0 }
  const end = node.loc?.end ?? start
  const width = end.line === start.line ? end.column - start.column : 1
  return {
    code,
    detail,
    line: start.line,
    column: start.column + 1,
    endColumn: start.column + 1 + Math.max(1, width),
  }
}

/** The line that an error of EVAL names; undefined when it names none. */
export function errorLine(error: string): number | undefined {
  const found = /user_script:(\d+)/.exec(error)?.[1]
  return found === undefined ? undefined : Number(found)
}
