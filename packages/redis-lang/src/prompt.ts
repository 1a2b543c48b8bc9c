import type { Argv, Reply } from './reply.ts'
import { wordIs } from './word-is.ts'

/** What redis-cli's prompt tells about its connection. */
export interface PromptState {
  readonly db: number
  readonly inTransaction: boolean
  /** The database before MULTI, to which a discarded transaction goes back. */
  readonly dbBeforeMulti: number
}

export const FIRST_PROMPT: PromptState = { db: 0, inTransaction: false, dbBeforeMulti: 0 }

/** `127.0.0.1:6379> `, `127.0.0.1:6379[1]> `, `127.0.0.1:6379(TX)> `, with its last space. */
export function promptText(address: string, { db, inTransaction }: PromptState): string {
  return `${address}${db === 0 ? '' : `[${db}]`}${inTransaction ? '(TX)' : ''}> `
}

/**
 * The prompt after a command and its reply. Inside MULTI redis-cli shows the database that a queued
 * SELECT asks for; it goes back when the transaction does not run.
 *
 * Source: cliSendCommand of redis-cli 7.0.
 */
export function nextPrompt(state: PromptState, argv: Argv, reply: Reply): PromptState {
  const [name, arg] = argv
  const failed = reply.kind === 'error'
  if (wordIs(name, 'select') && arg && argv.length === 2 && !failed) {
    return { ...state, db: Number.parseInt(String.fromCharCode(...arg), 10) }
  }
  if (argv.length !== 1) return state
  if (wordIs(name, 'multi') && !failed) {
    return { db: state.db, inTransaction: true, dbBeforeMulti: state.db }
  }
  if (wordIs(name, 'exec') && state.inTransaction) {
    return failed || isNil(reply) ? backBeforeMulti(state) : { ...state, inTransaction: false }
  }
  if (wordIs(name, 'discard') && !failed) return backBeforeMulti(state)
  if (wordIs(name, 'reset') && !failed) return FIRST_PROMPT
  return state
}

function isNil(reply: Reply): boolean {
  return reply.kind === 'nil' || reply.kind === 'nil-array'
}

function backBeforeMulti(state: PromptState): PromptState {
  return { ...state, db: state.dbBeforeMulti, inTransaction: false }
}
