import type { Policy } from './policy.ts'

/** Bounds on one request: its arguments and its bytes. */
export const size: Policy = {
  name: 'size',
  checkFor:
    () =>
    (argv, { limits }) => {
      if (argv.length > limits.requestArguments) {
        return `ERR This command has ${argv.length} arguments; a sandbox takes at most ${limits.requestArguments}. Split it into several commands.`
      }
      let bytes = 0
      for (const argument of argv) bytes += argument.length
      if (bytes > limits.requestBytes) {
        return `ERR This command has ${bytes} bytes; a sandbox takes at most ${limits.requestBytes}. Store smaller values or split them.`
      }
      return undefined
    },
}
