import type { BytesJson } from './bytes-json.ts'

/** The core types that TYPE names, and the one it uses for a key that is not there. */
export type KeyType = 'string' | 'list' | 'set' | 'hash' | 'zset' | 'stream'

/**
 * A key's value in its own shape, cut to a bound: `length` of the key is the whole, these are the
 * first ones. Sorted set scores are the text that Redis prints.
 */
export type KeyValue =
  | { readonly type: 'string'; readonly value: BytesJson }
  | { readonly type: 'list'; readonly items: readonly BytesJson[] }
  | { readonly type: 'set'; readonly members: readonly BytesJson[] }
  | { readonly type: 'hash'; readonly fields: readonly (readonly [BytesJson, BytesJson])[] }
  | { readonly type: 'zset'; readonly members: readonly (readonly [BytesJson, string])[] }
  | {
      readonly type: 'stream'
      readonly entries: readonly {
        readonly id: string
        readonly fields: readonly (readonly [BytesJson, BytesJson])[]
      }[]
    }

/** What the key viewer shows of one key. */
export interface KeyView {
  readonly db: number
  readonly key: BytesJson
  /** Milliseconds until the key expires, from the server's PTTL; null when it does not expire. */
  readonly ttlMs: number | null
  /** What OBJECT ENCODING says, such as `listpack`. */
  readonly encoding: string
  /** Bytes, from MEMORY USAGE; null where the engine cannot tell. */
  readonly memory: number | null
  /** Bytes of a string, elements of anything else. */
  readonly length: number
  readonly value: KeyValue
  /** True when `value` shows less than there is. */
  readonly truncated: boolean
}

/** What happened to a key between two looks at the keyspace. */
export type Change =
  | { readonly kind: 'added'; readonly view: KeyView }
  | { readonly kind: 'changed'; readonly view: KeyView }
  | { readonly kind: 'deleted'; readonly db: number; readonly key: BytesJson }
  | { readonly kind: 'expired'; readonly db: number; readonly key: BytesJson }
