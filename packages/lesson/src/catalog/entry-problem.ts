import type { Span } from '@keyspace/redis-lang'
import { positionOf, readSource } from '../compile/source-text.ts'
import type { Problem } from '../problem.ts'
import type { CatalogEntry } from './catalog-entry.ts'

/** Something wrong in one language of a lesson that only a look at the others shows. */
export function entryProblem(
  { file }: CatalogEntry,
  span: Span,
  problem: Pick<Problem, 'code' | 'severity' | 'message' | 'hint'>,
): Problem {
  const source = readSource(file.path, file.text)
  return { ...problem, file: source.file, ...positionOf(source, span.start), span }
}

/** Where the front matter says a word, or its first line. */
export function inFrontMatter({ file }: CatalogEntry, word: string): Span {
  const end = file.text.indexOf('\n---', 3)
  const start = file.text.indexOf(word)
  if (start === -1 || start > end) return { start: 0, end: 1 }
  return { start, end: start + word.length }
}
