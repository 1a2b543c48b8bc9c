import type { Reply } from '@keyspace/redis-lang'

/** A reply as short text for tests: `+OK`, `$text`, `:1`, `-ERR …`, `[…]`. */
export function show(reply: Reply | undefined): string {
  switch (reply?.kind) {
    case undefined:
      return 'nothing'
    case 'status':
      return `+${reply.value}`
    case 'error':
      return `-${reply.value}`
    case 'integer':
      return `:${reply.value.toString()}`
    case 'bulk':
    case 'verbatim':
      return `$${Buffer.from(reply.value).toString()}`
    case 'nil':
    case 'nil-array':
      return reply.kind
    case 'double':
    case 'big-number':
      return `,${reply.value}`
    case 'boolean':
      return `#${String(reply.value)}`
    case 'map':
      return `{${reply.entries.map(([key, value]) => `${show(key)} ${show(value)}`).join(', ')}}`
    case 'array':
      return `[${reply.items.map(show).join(' ')}]`
    case 'set':
      return `~[${reply.items.map(show).join(' ')}]`
    case 'push':
      return `>[${reply.items.map(show).join(' ')}]`
  }
}
