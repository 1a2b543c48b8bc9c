import type { Argv, Reply } from '@keyspace/redis-lang'
import type { Trace } from '@keyspace/visualizer/lua-trace'

/** What the page tells the Worker that traces. */
export type ToTracer =
  | {
      readonly kind: 'start'
      readonly script: string
      readonly keys: readonly string[]
      readonly argv: readonly string[]
    }
  | { readonly kind: 'reply'; readonly reply: Reply }

/** What it says: a command to ask the copy, or the end. */
export type FromTracer =
  { readonly kind: 'call'; readonly argv: Argv } | { readonly kind: 'done'; readonly trace: Trace }
