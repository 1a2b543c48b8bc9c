import type { BytesJson, Change, KeyView, ReplyJson } from '@keyspace/redis-lang'

export type Lang = 'en' | 'ru'

/**
 * What a sandbox tells its watcher, with the moment it came in: `at`, in milliseconds on any clock
 * that only goes forward. Every picture is made of these and of nothing else.
 */
export type SandboxEvent =
  | { readonly kind: 'snapshot'; readonly at: number; readonly keys: readonly KeyView[] }
  | { readonly kind: 'changes'; readonly at: number; readonly changes: readonly Change[] }
  | CommandEvent

/** A command that was answered, before what it changed is told. */
export interface CommandEvent {
  readonly kind: 'command'
  readonly at: number
  /** The terminal's name, or the CLIENT ID of a client from outside. */
  readonly client: string
  readonly argv: readonly BytesJson[]
  readonly reply: ReplyJson
  /** When the server accepted it, in milliseconds since 1970; fractions down to a microsecond. */
  readonly serverMs: number
  /** How long it took, in microseconds. */
  readonly micros: number
}
