import { findCommand, findContainer } from './find-command.ts'
import { redisErrors } from './redis-error.ts'
import type { Argv } from './reply.ts'

/**
 * What redis-server answers before it runs a command at all: the text of its error when the
 * command or subcommand is unknown or the number of arguments is wrong, else undefined. QUIT is
 * none of COMMAND's commands but every 7.0 server knows it.
 *
 * Source: commandCheckExistence, commandCheckArity and rejectCommand of redis 7.0.
 */
export function checkArity(argv: Argv): string | undefined {
  const spec = findCommand(argv)
  if (spec === undefined) return isQuit(argv) ? undefined : unknown(argv)
  const { arity, name } = spec
  const fits = arity >= 0 ? argv.length === arity : argv.length >= -arity
  if (fits) return undefined
  return name === 'exec' ? redisErrors.execWrongArity : redisErrors.wrongArity(name)
}

function unknown(argv: Argv): string {
  const isContainer = findContainer(argv) !== undefined
  return isContainer ? redisErrors.unknownSubcommand(argv) : redisErrors.unknownCommand(argv)
}

function isQuit([name]: Argv): boolean {
  return name?.length === 4 && String.fromCharCode(...name).toLowerCase() === 'quit'
}
