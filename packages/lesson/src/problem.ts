import type { Span } from '@keyspace/redis-lang'

/** Something an author wrote that is wrong or doubtful, and how to mend it. */
export interface Problem {
  readonly code: string
  /** An error keeps the lesson from compiling; a warning does not. */
  readonly severity: 'error' | 'warning'
  readonly message: string
  /** The mend. */
  readonly hint: string
  readonly file: string
  /** From 1. */
  readonly line: number
  /** From 1, in UTF-16 code units. */
  readonly column: number
  /** Offsets into the source file, in UTF-16 code units. */
  readonly span: Span
}

/** `file:line:column message — mend`, as terminals and editors link it. */
export function problemLine(problem: Problem): string {
  const { file, line, column, message, hint } = problem
  return `${file}:${line}:${column} ${message} — ${hint}`
}
