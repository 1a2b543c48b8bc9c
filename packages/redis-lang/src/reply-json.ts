import { bytesFromJson, bytesToJson, type BytesJson } from './bytes-json.ts'
import { errorCode, type Reply } from './reply.ts'

/** A reply in JSON, lossless: `{kind:"bulk",value}`, or `{kind:"bulk",base64}` when it is not UTF-8. */
export type ReplyJson =
  | { readonly kind: 'status'; readonly value: string }
  | { readonly kind: 'error'; readonly code: string; readonly value: string }
  | { readonly kind: 'integer'; readonly value: number | string }
  | { readonly kind: 'bulk'; readonly value: string }
  | { readonly kind: 'bulk'; readonly base64: string }
  | { readonly kind: 'nil' }
  | { readonly kind: 'nil-array' }
  | { readonly kind: 'array'; readonly items: readonly ReplyJson[] }
  | { readonly kind: 'set'; readonly items: readonly ReplyJson[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [ReplyJson, ReplyJson])[] }
  | { readonly kind: 'double'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'big-number'; readonly value: string }
  | { readonly kind: 'verbatim'; readonly format: string; readonly value: string }
  | { readonly kind: 'verbatim'; readonly format: string; readonly base64: string }
  | { readonly kind: 'push'; readonly items: readonly ReplyJson[] }

function spread(json: BytesJson): { value: string } | { base64: string } {
  return typeof json === 'string' ? { value: json } : json
}

export function replyToJson(reply: Reply): ReplyJson {
  switch (reply.kind) {
    case 'error':
      return { kind: 'error', code: errorCode(reply.value), value: reply.value }
    case 'integer': {
      const safe = Number.isSafeInteger(Number(reply.value))
      return { kind: 'integer', value: safe ? Number(reply.value) : String(reply.value) }
    }
    case 'bulk':
      return { kind: 'bulk', ...spread(bytesToJson(reply.value)) }
    case 'verbatim':
      return { kind: 'verbatim', format: reply.format, ...spread(bytesToJson(reply.value)) }
    case 'array':
    case 'set':
    case 'push':
      return { kind: reply.kind, items: reply.items.map(replyToJson) }
    case 'map':
      return {
        kind: 'map',
        entries: reply.entries.map(([key, value]) => [replyToJson(key), replyToJson(value)]),
      }
    default:
      return reply
  }
}

function gather(json: { value: string } | { base64: string }): Uint8Array {
  return bytesFromJson('base64' in json ? { base64: json.base64 } : json.value)
}

/** The inverse of {@link replyToJson}. */
export function replyFromJson(json: ReplyJson): Reply {
  switch (json.kind) {
    case 'error':
      return { kind: 'error', value: json.value }
    case 'integer':
      return {
        kind: 'integer',
        value: typeof json.value === 'number' ? json.value : BigInt(json.value),
      }
    case 'bulk':
      return { kind: 'bulk', value: gather(json) }
    case 'verbatim':
      return { kind: 'verbatim', format: json.format, value: gather(json) }
    case 'array':
    case 'set':
    case 'push':
      return { kind: json.kind, items: json.items.map(replyFromJson) }
    case 'map':
      return {
        kind: 'map',
        entries: json.entries.map(([key, value]) => [replyFromJson(key), replyFromJson(value)]),
      }
    default:
      return json
  }
}
