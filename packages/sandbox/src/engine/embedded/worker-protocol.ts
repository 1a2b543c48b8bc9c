/**
 * What crosses the MessagePort, always in arrays: what one turn of the event loop produced goes in
 * one message. A worker hosts any number of servers; ids are given by the main thread.
 */
export type ToWorker =
  | {
      readonly kind: 'launch'
      readonly server: number
      readonly user: string
      readonly memoryBytes: number
    }
  | {
      readonly kind: 'open'
      readonly server: number
      readonly connection: number
      readonly admin: boolean
    }
  | { readonly kind: 'data'; readonly connection: number; readonly bytes: Uint8Array }
  | { readonly kind: 'pause' | 'resume' | 'close'; readonly connection: number }
  | { readonly kind: 'watch' | 'unwatch'; readonly server: number }
  /** Nothing of the server stays; answered with `ended`. */
  | { readonly kind: 'end'; readonly server: number }
  /** Answered with `frozen` or `busy`. */
  | { readonly kind: 'freeze'; readonly server: number }
  /** A launch of a server that was frozen, its connections included. */
  | {
      readonly kind: 'thaw'
      readonly server: number
      readonly user: string
      readonly memoryBytes: number
      readonly frozen: Uint8Array
    }

export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'data'; readonly connection: number; readonly bytes: Uint8Array }
  | { readonly kind: 'closed'; readonly connection: number }
  | { readonly kind: 'touched'; readonly server: number; readonly keys: readonly Uint8Array[] }
  | { readonly kind: 'touched-all'; readonly server: number }
  | {
      readonly kind: 'frozen'
      readonly frozen: Uint8Array
      /** When the next key expires, in milliseconds of the epoch. */
      readonly nextExpiry: number | undefined
    }
  /** Something is going on that cannot be set aside. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'ended' }

/** Where the Lua runtime's files are, as file paths: the worker has no other way to find them. */
export interface LuaFiles {
  readonly modulePath: string
  readonly wasmPath: string
}
