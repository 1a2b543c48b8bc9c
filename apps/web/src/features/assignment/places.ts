const BLANK = /___FILL(?:_[A-Z0-9_]+)?___/

/** The line of the first blank that is left, from 1. */
export function firstBlank(code: string): number | undefined {
  const at = code.split('\n').findIndex((line) => BLANK.test(line))
  return at === -1 ? undefined : at + 1
}

/** Line and column of an offset, from 1. */
export function placeOf(code: string, offset: number): { line: number; column: number } {
  const before = code.slice(0, offset).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
