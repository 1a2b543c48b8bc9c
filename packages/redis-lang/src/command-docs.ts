import { DOC_ROWS } from './command-docs.gen.ts'
import type { DocRow } from './command-row.ts'

/** What redis-cli's HELP says about a command. */
export interface CommandDoc {
  /** In capitals, a subcommand after its container: `CONFIG GET`. */
  readonly name: string
  /** The arguments, such as `key value [NX|XX] [GET]`; empty when there is none. */
  readonly syntax: string
  readonly summary: string
  /** The group of the documentation: `string`, `sorted-set`, `connection` … */
  readonly group: string
  /** The version of Redis that brought it. */
  readonly since: string
  /** What to use instead, when the command is deprecated. */
  readonly replacedBy?: string
}

function toDoc([name, syntax, summary, group, since, replacedBy]: DocRow): CommandDoc {
  return { name, syntax, summary, group, since, ...(replacedBy === '' ? {} : { replacedBy }) }
}

/** All commands and subcommands of Redis 7.0 in the order of their names. Source: COMMAND DOCS. */
export const commandDocs: readonly CommandDoc[] = DOC_ROWS.map(toDoc)

const byName = new Map(commandDocs.map((doc) => [doc.name, doc]))

/** The documentation of a command or, of a container, of its subcommand; case does not matter. */
export function commandDoc(name: string, subcommand?: string): CommandDoc | undefined {
  const title = subcommand === undefined ? name : `${name} ${subcommand}`
  return byName.get(title.toUpperCase())
}
