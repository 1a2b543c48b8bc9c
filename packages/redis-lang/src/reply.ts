/**
 * A reply as it came over the wire, RESP2 or RESP3, with nothing thrown away: the status `OK` is
 * not the bulk string `"OK"`, and a nil bulk is not a nil array.
 *
 * Source: Redis serialization protocol specification, https://redis.io/docs/latest/develop/reference/protocol-spec/
 */
export type Reply =
  | { readonly kind: 'status'; readonly value: string }
  | { readonly kind: 'error'; readonly value: string }
  | { readonly kind: 'integer'; readonly value: number | bigint }
  | { readonly kind: 'bulk'; readonly value: Uint8Array }
  | { readonly kind: 'nil' }
  | { readonly kind: 'nil-array' }
  | { readonly kind: 'array'; readonly items: readonly Reply[] }
  | { readonly kind: 'set'; readonly items: readonly Reply[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [Reply, Reply])[] }
  | { readonly kind: 'double'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'big-number'; readonly value: string }
  | { readonly kind: 'verbatim'; readonly format: string; readonly value: Uint8Array }
  | { readonly kind: 'push'; readonly items: readonly Reply[] }

/** One command as its arguments, binary safe: `[SET, k, v]`. */
export type Argv = readonly Uint8Array[]

/** The first word of an error's text, such as `WRONGTYPE` or `ERR`. */
export function errorCode(text: string): string {
  const end = text.search(/[\s]/)
  return end === -1 ? text : text.slice(0, end)
}
