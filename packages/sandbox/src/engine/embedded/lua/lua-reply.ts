import type { RedisValue } from 'js-redis-server/core'
import type { ReplyValue } from 'lua-redis-wasm'
import { formatDouble } from '../numbers/format-double.ts'

/**
 * What redis.call gives to a script.
 *
 * Source: https://redis.io/docs/latest/develop/interact/programmability/lua-api/#data-type-conversion
 */
export function toLua(value: RedisValue, protocol: 2 | 3): ReplyValue {
  const all = (items: readonly RedisValue[]): ReplyValue[] =>
    items.map((item) => toLua(item, protocol))
  switch (value.kind) {
    case 'simple-string':
      return { ok: Buffer.from(value.value) }
    case 'error':
      return errorToLua(value.message, value.code)
    case 'bulk-string':
    case 'integer':
      return value.value
    case 'verbatim':
      return value.value
    case 'big-number':
      return Buffer.from(value.value.toString())
    case 'null':
    case 'null-array':
      return null
    case 'array':
      return all(value.items)
    case 'push':
      return [Buffer.from(value.name), ...all(value.items)]
    case 'double':
      return protocol === 3 ? { double: value.value } : Buffer.from(formatDouble(value.value))
    case 'boolean':
      return protocol === 3 ? value.value : Number(value.value)
    case 'set':
      return protocol === 3 ? { set: all(value.items) } : all(value.items)
    case 'map':
      return protocol === 3
        ? { map: value.entries.map(([key, held]) => [toLua(key, 3), toLua(held, 3)]) }
        : all(value.entries.flat())
    case 'flat-pairs':
      return protocol === 3 ? value.entries.map((pair) => all(pair)) : all(value.entries.flat())
    case 'map-pairs':
      return value.entries.map((pair) => all(pair))
  }
}

export function errorToLua(message: string, code = 'ERR'): ReplyValue {
  return { err: Buffer.from(message), code: Buffer.from(code) }
}
