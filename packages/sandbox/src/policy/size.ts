import type { Argv } from '@keyspace/redis-lang'
import type { Limits } from '../limits.ts'

/** Bounds on one request, asked before every other rule: its arguments and its bytes. */
export function tooBig(argv: Argv, limits: Limits): string | undefined {
  if (argv.length > limits.requestArguments) {
    return `ERR This command has ${argv.length} arguments; a sandbox takes at most ${limits.requestArguments}. Split it into several commands.`
  }
  let bytes = 0
  for (const argument of argv) bytes += argument.length
  if (bytes > limits.requestBytes) {
    return `ERR This command has ${bytes} bytes; a sandbox takes at most ${limits.requestBytes}. Store smaller values or split them.`
  }
  return undefined
}
