import { checkArity, type Argv, type Reply } from '@keyspace/redis-lang'
import type { CommandEntry } from '../session/command-table.ts'

/** Redis answers these before it runs the command. */
const didNotRun =
  /^(?:NOPERM |BUSY |LOADING |ERR Can't execute '|ERR Replica can't interact|OOM command not allowed when used memory > 'maxmemory'\.$)/

/**
 * True for what MONITOR shows: what ran, with an error or without, and no command that administers
 * the server. Source: call and rejectCommand of redis 7.0.
 */
export function isShown(entry: CommandEntry, argv: Argv, reply: Reply | undefined): boolean {
  if (entry.hidden) return false
  if (entry.role !== 'exec' && checkArity(argv) !== undefined) return false
  return reply?.kind !== 'error' || !didNotRun.test(reply.value)
}
