import type { Argv } from '@keyspace/redis-lang'
import type { CommandEntry } from './command-table.ts'

export interface QueuedCommand {
  readonly entry: CommandEntry
  readonly argv: Argv
}

/** The commands that Redis has queued between MULTI and EXEC, in their order. */
export class Transaction {
  readonly queued: QueuedCommand[] = []
  /** One of its commands was refused: EXEC will not run it, and Redis keeps nothing of it either. */
  failed = false
}
