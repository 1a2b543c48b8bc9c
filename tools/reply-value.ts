import type { Reply } from '@keyspace/redis-lang'

/** A reply as plain values: maps are objects, text is a string; for reading a trusted server. */
export function replyValue(reply: Reply): unknown {
  switch (reply.kind) {
    case 'bulk':
    case 'verbatim':
      return new TextDecoder().decode(reply.value)
    case 'nil':
    case 'nil-array':
      return null
    case 'array':
    case 'set':
    case 'push':
      return reply.items.map(replyValue)
    case 'map':
      return Object.fromEntries(
        reply.entries.map(([key, value]) => [String(replyValue(key)), replyValue(value)]),
      )
    case 'error':
      throw new Error(reply.value)
    case 'status':
    case 'integer':
    case 'double':
    case 'boolean':
    case 'big-number':
      return reply.value
  }
}
