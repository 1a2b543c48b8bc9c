import type { Argv, Reply } from '@keyspace/redis-lang'

/** A command that does the same again whenever it is run. */
export interface JournalForm {
  readonly argv: Argv
  /** Which argument is a point in time, in milliseconds since 1970. */
  readonly deadlineAt?: number | undefined
}

/** A command and what it was answered. */
export interface Done {
  /** Undefined for one that Redis does not know. */
  readonly entry: { readonly name: string } | undefined
  readonly argv: Argv
  readonly reply: Reply
}

/** How one command is remembered, from its reply and the time; undefined when it changed nothing. */
export type Remember = (argv: Argv, reply: Reply, at: number) => JournalForm | undefined
