import type { ServerRequest } from './server-request.ts'

/** The name under which the runtime finds the program that stands before it in the same script. */
export const PROGRAM_GLOBAL = 'keyspaceProgram'

/** The name that the script has in stack traces. */
const SCRIPT_NAME = 'practice.ts'

/**
 * One classic script of a program and the runtime behind it. Nothing stands above the program's first
 * line, so that every line of an error is the learner's own.
 */
export function assembleScript(
  program: string,
  runtime: string,
  requests: readonly ServerRequest[] = [],
): string {
  const lineCount = program.split('\n').length
  return [
    `globalThis.${PROGRAM_GLOBAL}={lineCount:${lineCount},requests:${JSON.stringify(requests)},body:async(require,exports,console)=>{${program}`,
    '}};',
    runtime,
    `//# sourceURL=${SCRIPT_NAME}`,
  ].join('\n')
}
