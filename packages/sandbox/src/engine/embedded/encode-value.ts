import type { RedisValue } from 'js-redis-server/core'
import { formatDouble } from './numbers/format-double.ts'
import { formatHuman } from './numbers/format-human.ts'

const crlf = Buffer.from('\r\n')

/**
 * A reply of the engine as RESP bytes, with the numbers as Redis 7.0 prints them.
 *
 * Source: https://redis.io/docs/latest/develop/reference/protocol-spec/
 */
export function encodeValue(value: RedisValue, protocol: 2 | 3): Buffer {
  const parts: Buffer[] = []
  if (protocol === 3) encodeThree(value, parts)
  else encodeTwo(value, parts)
  if (parts.length === 1 && parts[0] !== undefined) return parts[0]
  const bytes = parts.reduce((sum, part) => sum + part.length, 0)
  return bytes > mostBytes ? Buffer.from(tooLong(bytes)) : Buffer.concat(parts, bytes)
}

/** One value named a thousand times (MGET, SORT … GET) is a thousand times as long when it is written out. */
const mostBytes = 32 * 1024 * 1024

function tooLong(bytes: number): string {
  return `-ERR The reply has ${bytes} bytes; the embedded engine makes at most ${mostBytes}. Ask for less at once.\r\n`
}

function line(text: string, parts: Buffer[]): Buffer[] {
  parts.push(Buffer.from(`${text}\r\n`))
  return parts
}

function bulk(bytes: Buffer | null, nil: string, parts: Buffer[]): Buffer[] {
  if (bytes === null) return line(nil, parts)
  parts.push(Buffer.from(`$${bytes.length}\r\n`), bytes, crlf)
  return parts
}

/** A line break inside a status or an error would end the frame early. */
function oneLine(text: string): string {
  return text.replace(/[\r\n]/g, ' ')
}

function errorText(value: Extract<RedisValue, { kind: 'error' }>): string {
  return oneLine(
    value.code === undefined || value.code === ''
      ? value.message
      : `${value.code} ${value.message}`,
  )
}

function doubleText(value: Extract<RedisValue, { kind: 'double' }>): string {
  return 'human' in value ? formatHuman(value.value) : formatDouble(value.value)
}

function encodeTwo(value: RedisValue, parts: Buffer[]): Buffer[] {
  const all = (items: readonly RedisValue[]): Buffer[] => {
    line(`*${items.length}`, parts)
    for (const item of items) encodeTwo(item, parts)
    return parts
  }
  switch (value.kind) {
    case 'bulk-string':
      return bulk(value.value, '$-1', parts)
    case 'double':
      return bulk(Buffer.from(doubleText(value)), '', parts)
    case 'boolean':
      return line(value.value ? ':1' : ':0', parts)
    case 'big-number':
      return bulk(Buffer.from(value.value.toString()), '', parts)
    case 'verbatim':
      return bulk(value.value, '', parts)
    case 'array':
    case 'set':
      return all(value.items)
    case 'map':
    case 'flat-pairs':
      return all(value.entries.flat())
    case 'map-pairs':
      return all(value.entries.map((items) => ({ kind: 'array', items })))
    case 'push':
      return all([{ kind: 'bulk-string', value: Buffer.from(value.name) }, ...value.items])
    case 'null':
      return line('$-1', parts)
    case 'null-array':
      return line('*-1', parts)
    default:
      return encodeScalar(value, parts)
  }
}

function encodeThree(value: RedisValue, parts: Buffer[]): Buffer[] {
  const all = (mark: string, items: readonly RedisValue[]): Buffer[] => {
    line(`${mark}${items.length}`, parts)
    for (const item of items) encodeThree(item, parts)
    return parts
  }
  switch (value.kind) {
    case 'bulk-string':
      return bulk(value.value, '_', parts)
    case 'double':
      return line(`,${doubleText(value)}`, parts)
    case 'boolean':
      return line(value.value ? '#t' : '#f', parts)
    case 'big-number':
      return line(`(${value.value.toString()}`, parts)
    case 'verbatim':
      parts.push(Buffer.from(`=${value.value.length + 4}\r\n${value.format}:`), value.value, crlf)
      return parts
    case 'array':
      return all('*', value.items)
    case 'set':
      return all('~', value.items)
    case 'map':
    case 'map-pairs':
      line(`%${value.entries.length}`, parts)
      for (const item of value.entries.flat()) encodeThree(item, parts)
      return parts
    case 'flat-pairs':
      return all(
        '*',
        value.entries.map((items) => ({ kind: 'array', items })),
      )
    case 'push':
      return all('>', [{ kind: 'bulk-string', value: Buffer.from(value.name) }, ...value.items])
    case 'null':
    case 'null-array':
      return line('_', parts)
    default:
      return encodeScalar(value, parts)
  }
}

type Scalar = Extract<RedisValue, { kind: 'simple-string' | 'integer' | 'error' }>

/** What looks the same in both protocols. */
function encodeScalar(value: Scalar, parts: Buffer[]): Buffer[] {
  switch (value.kind) {
    case 'simple-string':
      return line(`+${oneLine(value.value)}`, parts)
    case 'integer':
      return line(`:${value.value.toString()}`, parts)
    case 'error':
      return line(`-${errorText(value)}`, parts)
  }
}
