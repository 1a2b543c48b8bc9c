import {
  bytesToJson,
  replyToJson,
  type BytesJson,
  type Reply,
  type ReplyJson,
} from '@keyspace/redis-lang'

/** Bytes of one value, and elements of one collection, that a view or an event shows. */
export const MOST_BYTES = 4_096
export const MOST_ITEMS = 100

/** Where to cut UTF-8 text so that no character is cut in two. */
function cutAt(bytes: Uint8Array, most: number): number {
  let end = most
  while (end > most - 4 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--
  return ((bytes[end] ?? 0) & 0xc0) === 0x80 ? most : end
}

export function boundBytes(bytes: Uint8Array): BytesJson {
  if (bytes.length <= MOST_BYTES) return bytesToJson(bytes)
  return bytesToJson(bytes.subarray(0, cutAt(bytes, MOST_BYTES)))
}

/** The beginning of a reply: what does not fit is left out. */
export function boundReply(reply: Reply): ReplyJson {
  return replyToJson(cut(reply))
}

function cut(reply: Reply): Reply {
  switch (reply.kind) {
    case 'bulk':
    case 'verbatim':
      if (reply.value.length <= MOST_BYTES) return reply
      return { ...reply, value: reply.value.subarray(0, cutAt(reply.value, MOST_BYTES)) }
    case 'array':
    case 'set':
    case 'push':
      return { kind: reply.kind, items: reply.items.slice(0, MOST_ITEMS).map(cut) }
    case 'map':
      return {
        kind: 'map',
        entries: reply.entries
          .slice(0, MOST_ITEMS)
          .map(([key, value]) => [cut(key), cut(value)] as const),
      }
    default:
      return reply
  }
}
