import type { Blank } from '../../ast.ts'

const BLANK = /___FILL(?:_([\p{L}\p{N}_]+?))?___/gu

/** `___FILL___` and `___FILL_NAME___`, in the order of the text; one without a name has the name ''. */
export function findBlanks(source: string): Blank[] {
  return [...source.matchAll(BLANK)].map((found) => ({
    name: found[1] ?? '',
    span: { start: found.index, end: found.index + found[0].length },
  }))
}
