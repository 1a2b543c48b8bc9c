import type { KeyType } from '@keyspace/redis-lang'

/** Inclusive bounds; one may be left out. */
export interface Range {
  readonly min?: number | undefined
  readonly max?: number | undefined
}

/**
 * What a step's commands look like: words as globs (`*`, `?`, `[ab]`), one for each argument. The
 * command's name matches in any case, and so does a word written in capitals (`EX`).
 */
export interface CommandPattern {
  readonly words: readonly string[]
  /** Only this terminal's commands count. */
  readonly client?: string | undefined
}

/** The author's own sentence for when it does not hold, with `{expected}` and `{actual}`. */
interface Sayable {
  readonly say?: string | undefined
}

interface OnKey extends Sayable {
  readonly key: string
  readonly db: number
}

/** One thing that must hold, as the checking engine reads it. */
export type Assertion =
  | (OnKey & { readonly kind: 'exists' })
  | (OnKey & { readonly kind: 'missing' })
  | (OnKey & { readonly kind: 'type'; readonly type: KeyType })
  | (OnKey & { readonly kind: 'value'; readonly value: string })
  /** Seconds, or whether the key expires at all. */
  | (OnKey & { readonly kind: 'ttl'; readonly ttl: Range | 'none' | 'any' })
  | (OnKey & { readonly kind: 'length'; readonly length: Range })
  /** The whole list, in order. */
  | (OnKey & { readonly kind: 'items'; readonly items: readonly string[] })
  /** The whole set, in any order. */
  | (OnKey & { readonly kind: 'members'; readonly members: readonly string[] })
  /** The whole hash. */
  | (OnKey & { readonly kind: 'fields'; readonly fields: Readonly<Record<string, string>> })
  /** The whole sorted set, member to score. */
  | (OnKey & { readonly kind: 'scores'; readonly scores: Readonly<Record<string, number>> })
  /** At least these: items, members, or field names. */
  | (OnKey & { readonly kind: 'includes'; readonly includes: readonly string[] })
  | (Sayable & {
      readonly kind: 'key-count'
      readonly match: string
      readonly db: number
      readonly count: Range
    })
  /** Answered without an error so many times. */
  | (Sayable & { readonly kind: 'used'; readonly command: CommandPattern; readonly times: Range })
  | (Sayable & { readonly kind: 'forbidden'; readonly command: CommandPattern })
  /** Some answer to one of these commands, as redis-cli prints it, matches the glob or is the text. */
  | (Sayable & {
      readonly kind: 'reply'
      readonly commands: readonly CommandPattern[]
      readonly is: { readonly text: string } | { readonly glob: string }
    })
  /** How often a client waited for an answer. */
  | (Sayable & {
      readonly kind: 'round-trips'
      readonly count: Range
      /** Only this terminal's. */
      readonly client?: string | undefined
    })
  /** The program printed these lines in this order; others may stand between them. */
  | (Sayable & {
      readonly kind: 'output'
      readonly lines: { readonly texts: readonly string[] } | { readonly globs: readonly string[] }
    })
