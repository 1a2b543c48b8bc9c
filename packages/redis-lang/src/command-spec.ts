import type { BeginSearchRow, CommandRow, FindKeysRow } from './command-row.ts'
import { COMMAND_ROWS } from './command-table.gen.ts'

/** One rule for where a command's keys stand; `begin` or `find` is null when Redis says unknown. */
export interface KeySpec {
  readonly flags: readonly string[]
  readonly begin: BeginSearchRow | null
  readonly find: FindKeysRow | null
}

/** What the server tells about a command: the facts of COMMAND INFO. */
export interface CommandSpec {
  /** In lower case, a subcommand after its container: `config|get`. */
  readonly name: string
  /** How many arguments, the name included (a subcommand's two words count two); at least that many when negative. */
  readonly arity: number
  /** Such as `write`, `denyoom`, `blocking`, `noscript`. */
  readonly flags: ReadonlySet<string>
  /** ACL categories without their `@`. */
  readonly categories: ReadonlySet<string>
  readonly keySpecs: readonly KeySpec[]
  /** By their own name in lower case (`get`); empty unless the command is a container. */
  readonly subcommands: ReadonlyMap<string, CommandSpec>
}

function words(text: string): string[] {
  return text === '' ? [] : text.split(' ')
}

function toSpec(row: CommandRow, container?: string): CommandSpec {
  const [name, arity, flags, categories, keySpecs, subcommands] = row
  return {
    name: container === undefined ? name : `${container}|${name}`,
    arity,
    flags: new Set(words(flags)),
    categories: new Set(words(categories)),
    keySpecs: keySpecs.map(([keyFlags, begin, find]) => ({ flags: words(keyFlags), begin, find })),
    subcommands: new Map(subcommands.map((sub) => [sub[0], toSpec(sub, name)])),
  }
}

const specs: ReadonlyMap<string, CommandSpec> = new Map(
  COMMAND_ROWS.map((row) => [row[0], toSpec(row)]),
)

/** All commands of Redis 7.0 in the order of their names, subcommands inside their containers. */
export function allCommands(): readonly CommandSpec[] {
  return [...specs.values()]
}

/**
 * What a command is; undefined when Redis 7.0 does not know it. With a subcommand, that of the
 * container (undefined when the name is no container). Case does not matter.
 *
 * Source: COMMAND of redis 7.0.
 */
export function commandSpec(name: string, subcommand?: string): CommandSpec | undefined {
  const spec = specs.get(name.toLowerCase())
  return subcommand === undefined ? spec : spec?.subcommands.get(subcommand.toLowerCase())
}
