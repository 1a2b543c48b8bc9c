import { commandSpec, type CommandSpec } from './command-spec.ts'
import type { Argv } from './reply.ts'

/** The longest name there is; a longer word is no command and need not be turned into text. */
const LONGEST_NAME = 32

/** A word of a command as text, byte for byte; empty when it cannot be a name. */
function nameText(word: Uint8Array | undefined): string {
  if (word === undefined || word.length > LONGEST_NAME) return ''
  return String.fromCharCode(...word)
}

/**
 * The command that the arguments name, the subcommand when it is one. A container alone is itself,
 * as in redis-server; undefined when the command or the subcommand is unknown.
 *
 * Source: lookupCommandLogic of redis 7.0.
 */
export function findCommand(argv: Argv): CommandSpec | undefined {
  const spec = findContainer(argv)
  if (spec === undefined || argv.length === 1 || spec.subcommands.size === 0) return spec
  return commandSpec(spec.name, nameText(argv[1]))
}

/** The command that the first word names, whatever follows. */
export function findContainer(argv: Argv): CommandSpec | undefined {
  return commandSpec(nameText(argv[0]))
}
