export interface QuoteProblem {
  readonly kind: 'never-closed' | 'no-space'
  readonly quote: string
  /** Where the quote stands in the line, counted from 1. */
  readonly column: number
}

/**
 * Which quote a line stumbled over. `at` is where the splitter points: at the quote that opens and
 * never closes, or right behind one that closes where a space has to follow.
 */
export function quoteProblem(line: string, at: number): QuoteProblem {
  const previous = line.charAt(at - 1)
  return previous === '"' || previous === "'"
    ? { kind: 'no-space', quote: previous, column: at }
    : { kind: 'never-closed', quote: line.charAt(at), column: at + 1 }
}
