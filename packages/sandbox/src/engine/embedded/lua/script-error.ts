import { RedisValue } from 'js-redis-server/core'
import type { ReplyValue } from 'lua-redis-wasm'
import { readMark } from './error-mark.ts'

type ErrorReply = Extract<ReplyValue, { err: Buffer }>

export interface ScriptName {
  /** The SHA1 of a script, the name of a function. */
  readonly name: string
  /** `user_script` or `user_function`. */
  readonly chunk: string
}

export const notText = 'Lua redis lib command arguments must be strings or integers'

/** Whether this ended the script; else it is a value that the script gave back. */
export function endedScript(reply: ReplyValue): reply is ErrorReply & { meta: object } {
  return typeof reply === 'object' && reply !== null && 'err' in reply && reply.meta !== undefined
}

/** An error that ended a script, as Redis 7.0 words it: with the script's name and the line. */
export function scriptError(reply: ErrorReply, { name, chunk }: ScriptName): RedisValue {
  const raised = reply.err.toString()
  const marked = readMark(raised)
  const line = marked && marked.line > 0 ? marked.line : (reply.meta?.line ?? 1)
  return RedisValue.error(`${errorText(reply, chunk)} script: ${name}, on @${chunk}:${line}.`)
}

/** What went wrong, with its code, without where. */
export function errorText(reply: ErrorReply, chunk: string): string {
  const raised = reply.err.toString()
  return readMark(raised)?.text ?? unmarked(reply, raised, chunk)
}

function unmarked({ code, meta }: ErrorReply, raised: string, chunk: string): string {
  if (meta?.kind === 'global-read') {
    return `ERR ${chunk}:${meta.line}: Script attempted to access nonexistent global variable '${String(meta.name)}'`
  }
  if (meta?.kind === 'command-arg-type') return `ERR ${notText}`
  return `${code?.toString() ?? 'ERR'} ${raised}`
}
