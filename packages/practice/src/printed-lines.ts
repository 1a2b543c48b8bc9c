import type { RunReport } from './supervise.ts'

/** What a program printed, line by line; the error that ended it is the last. */
export function printedLines({ printed, end }: RunReport): readonly string[] {
  const failure = end.kind === 'failed' ? [end.failure.message] : []
  return [...printed.map(({ text }) => text), ...failure].flatMap((text) => text.split('\n'))
}
