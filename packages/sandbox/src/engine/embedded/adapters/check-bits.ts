import {
  ExpectedIntegerError,
  RedisCommandError,
  RedisSyntaxError,
  RedisValue,
  WrongTypeRedisError,
} from 'js-redis-server/core'
import { word, type Arguments } from '../commands/command.ts'
import { integerOf } from '../commands/integer.ts'
import type { Look } from './before.ts'

/** The key is looked for before the range is read. */
export const checkBitCount: Look = ([key], { db }) => {
  const type = key ? db.getType(key) : null
  if (type === null) return RedisValue.integer(0)
  if (type !== 'string') throw new WrongTypeRedisError()
  return undefined
}

/** The bit is read first, then the key is looked for; of a range the start, the unit, the end. */
export const checkBitPos: Look = ([key, bit, start, end, unit, ...more], { db }) => {
  const wanted = integerOf(bit)
  if (wanted !== 0n && wanted !== 1n)
    throw new RedisCommandError('The bit argument must be 1 or 0.')
  const type = key ? db.getType(key) : null
  if (type === null) return RedisValue.integer(wanted === 1n ? -1 : 0)
  if (type !== 'string') throw new WrongTypeRedisError()
  if (more.length > 0) throw new RedisSyntaxError()
  if (end === undefined || unit === undefined) return undefined
  integerOf(start)
  if (!['bit', 'byte'].includes(word(unit))) throw new RedisSyntaxError()
  return undefined
}

/** Operations are complete before one of them is read. Source: bitfieldGeneric of Redis 7.0. */
export const checkBitField: Look = ([, ...words]) => {
  for (let at = 0; at < words.length;) {
    const more = words.length - at - 1
    const operation = word(words[at])
    if (operation === 'overflow' && more >= 1) {
      if (!['wrap', 'sat', 'fail'].includes(word(words[at + 1]))) {
        throw new RedisCommandError('Invalid OVERFLOW type specified')
      }
      at += 2
      continue
    }
    const isGet = operation === 'get'
    const needed = isGet ? 2 : 3
    if (!(isGet || operation === 'set' || operation === 'incrby') || more < needed) {
      throw new RedisSyntaxError()
    }
    checkField(words.slice(at + 1, at + 1 + needed))
    at += 1 + needed
  }
  return undefined
}

function checkField([type, offset, value]: Arguments): void {
  const [, sign, bits = '0'] = /^([iu])([1-9]\d*)$/.exec(type?.toString('latin1') ?? '') ?? []
  if (sign === undefined || Number(bits) > (sign === 'i' ? 64 : 63)) {
    throw new RedisCommandError(
      'Invalid bitfield type. Use something like i16 u8. Note that u64 is not supported but i64 is.',
    )
  }
  const text = offset?.toString('latin1') ?? ''
  const failure = new RedisCommandError('bit offset is not an integer or out of range')
  const at = integerOf(Buffer.from(text.replace(/^#/, '')), failure)
  const start = text.startsWith('#') ? at * BigInt(bits) : at
  if (at < 0n || start >= 2n ** 32n) throw failure
  if (value !== undefined) integerOf(value, new ExpectedIntegerError())
}
