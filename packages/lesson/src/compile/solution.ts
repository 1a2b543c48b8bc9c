import type { Span } from '@keyspace/redis-lang'

/** The author's own answer to a practice; a test runs it, see `prove`. */
export interface Solution {
  /** The check or practice that it solves. */
  readonly for: string
  readonly lang: string
  readonly source: string
  /** In the lesson, or in the file beside it. */
  readonly span: Span
  /** It stands in a spoiler, where the reader finds it. */
  readonly isShown: boolean
  /** Where it lies beside the lesson; absent when it stands in it. */
  readonly file?: { readonly path: string; readonly text: string }
}
