import type { Span } from '@keyspace/redis-lang'
import { lineText, positionOf, readSource } from '../compile/source-text.ts'
import type { Problem } from '../problem.ts'
import type { CatalogEntry } from './catalog-entry.ts'

/** Code in a fence of a lesson, or in a file beside it. */
export interface PlacedCode {
  readonly source: string
  /** Of the whole fence. */
  readonly span: Span
  readonly file?: { readonly path: string; readonly text: string }
}

/** Something wrong in a piece of code; `at` are offsets into its `source`. */
export function codeProblem(
  { file }: CatalogEntry,
  code: PlacedCode,
  at: Span,
  problem: Pick<Problem, 'code' | 'severity' | 'message' | 'hint'>,
): Problem {
  const { path, text } = code.file ?? file
  const place = readSource(path, text)
  const inCode = positionOf(readSource(path, code.source), at.start)
  // The first line of a fence is its opening.
  const before = code.file === undefined ? positionOf(place, code.span.start).line : 0
  const line = before + inCode.line
  const codeLine = code.source.split('\n')[inCode.line - 1] ?? ''
  // A fence in a list is indented, and its code is not.
  const indent = Math.max(0, lineText(place, line - 1).indexOf(codeLine))
  const column = indent + inCode.column
  const start = (place.starts[line - 1] ?? 0) + column - 1
  return { ...problem, file: path, line, column, span: { start, end: start + at.end - at.start } }
}
