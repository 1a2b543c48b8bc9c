import type { FromProgram } from '../wire.ts'

const PLACE = /practice\.ts:(\d+):(\d+)/g

/**
 * What went wrong in a program, and where in the learner's own lines: the innermost of them that the
 * stack names. What stands behind them in the same script is the runtime.
 */
export function failureOf(
  cause: unknown,
  lineCount: number,
): Extract<FromProgram, { kind: 'failed' }> {
  if (!(cause instanceof Error)) return { kind: 'failed', message: `Thrown: ${String(cause)}` }
  const message = `${cause.name}: ${cause.message}`
  for (const [, line, column] of (cause.stack ?? '').matchAll(PLACE)) {
    if (Number(line) <= lineCount)
      return { kind: 'failed', message, line: Number(line), column: Number(column) }
  }
  return { kind: 'failed', message }
}
