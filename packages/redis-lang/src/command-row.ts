/**
 * A command of the generated table, kept small for the browser: words are joined by spaces, and a
 * subcommand's name is its own part only (`get` under `config`).
 */
export type CommandRow = readonly [
  name: string,
  arity: number,
  flags: string,
  categories: string,
  keySpecs: readonly KeySpecRow[],
  subcommands: readonly CommandRow[],
]

/** Where keys stand; null where the server says `unknown`. */
type KeySpecRow = readonly [flags: string, begin: BeginSearchRow | null, find: FindKeysRow | null]

/** An index, or a keyword and the index from which to look for it (from the end when negative). */
export type BeginSearchRow = number | readonly [keyword: string, from: number]

/** `range`: last key, step, limit. `keynum`: index of the count, of the first key, step. */
export type FindKeysRow = readonly ['range' | 'keynum', number, number, number]

/** Of COMMAND DOCS: the name in capitals (`CONFIG GET`), then what HELP shows. */
export type DocRow = readonly [
  name: string,
  syntax: string,
  summary: string,
  group: string,
  since: string,
  replacedBy: string,
]
