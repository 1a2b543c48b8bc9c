import type { RedisDataValue } from 'js-redis-server/core'

/** What an entry costs in Redis besides its bytes, roughly: dict entry, headers, pointers. */
const overhead = { key: 56, element: 24, member: 40, entry: 48 }

/** Roughly the bytes that a key and its value take in Redis; never below the bytes of the data. */
export function sizeOf(key: Buffer, value: RedisDataValue): number {
  return overhead.key + key.length + valueBytes(value)
}

/** How many elements there are; 1 for a string. */
export function elementsOf(value: RedisDataValue): number {
  switch (value.type) {
    case 'string':
      return 1
    case 'list':
      return value.values.length
    case 'hash':
      return value.fields.size
    case 'set':
    case 'zset':
      return value.members.size
    case 'stream':
      return value.entries.length
  }
}

function valueBytes(value: RedisDataValue): number {
  let bytes = 0
  switch (value.type) {
    case 'string':
      return value.value.length
    case 'list':
      for (const item of value.values) bytes += item.length + overhead.element
      return bytes
    case 'set':
      for (const member of value.members.values()) bytes += member.length + overhead.member
      return bytes
    case 'hash':
      for (const { field, value: held } of value.fields.values()) {
        bytes += field.length + held.length + overhead.entry
      }
      return bytes
    case 'zset':
      for (const { member } of value.members.values()) bytes += member.length + overhead.entry
      return bytes
    case 'stream':
      for (const { fields } of value.entries) {
        bytes += overhead.entry
        for (const part of fields) bytes += part.length + overhead.element
      }
      for (const group of value.groups.values()) {
        bytes += overhead.entry * (1 + group.pending.size + group.consumers.size)
      }
      return bytes
  }
}
