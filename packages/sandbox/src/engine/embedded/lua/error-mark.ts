/** What the prelude hides in the text of an error: where it was raised, and the whole text. */
export interface MarkedError {
  readonly line: number
  /** With its code. */
  readonly text: string
}

const mark = '\u0001'

/** Reads an error that the prelude raised; undefined when it is none. */
export function readMark(raised: string): MarkedError | undefined {
  if (!raised.startsWith(mark)) return undefined
  const end = raised.indexOf(mark, 1)
  const rest = raised.slice(end + 1)
  const line = Number(raised.slice(2, end))
  // T: raised as a table, which has its own code; S: raised as text.
  return { line, text: raised[1] === 'T' ? rest : `ERR ${rest}` }
}
