import type { ShownProblem } from '@keyspace/lesson/virtual-events'

/** The line of the source in three pieces; the middle one is what is wrong. Never longer than a line. */
export function markedExcerpt({
  excerpt,
  column,
  span,
}: ShownProblem): readonly [before: string, marked: string, after: string] {
  const start = Math.min(column - 1, excerpt.length)
  const end = Math.min(excerpt.length, start + Math.max(1, span.end - span.start))
  return [excerpt.slice(0, start), excerpt.slice(start, end), excerpt.slice(end)]
}
