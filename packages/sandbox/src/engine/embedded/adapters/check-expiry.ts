import {
  InvalidExpireTimeError,
  RedisCommandError,
  RedisSyntaxError,
  RedisValue,
  WrongTypeRedisError,
} from 'js-redis-server/core'
import { word, type Arguments } from '../commands/command.ts'
import { integerOf } from '../commands/integer.ts'
import type { Look } from './before.ts'

const conditions = new Set(['nx', 'xx', 'gt', 'lt'])

/** EXPIRE and its kind: the options first, then the time, which must fit in 64 bits of milliseconds. */
export function checkExpire(name: string): Look {
  return ([, time, ...options]) => {
    const unknown = options.find((option) => !conditions.has(word(option)))
    if (unknown) throw new RedisCommandError(`Unsupported option ${cText(unknown)}`)
    checkFits(integerOf(time), name, name.startsWith('p'), name.endsWith('at'))
    return undefined
  }
}

/** SETEX and PSETEX. */
export function checkSetEx(name: string): Look {
  return ([, time]) => {
    const value = integerOf(time)
    if (value <= 0n) throw new InvalidExpireTimeError(name)
    checkFits(value, name, name.startsWith('p'), false)
    return undefined
  }
}

function checkFits(time: bigint, name: string, isMs: boolean, isAbsolute: boolean): void {
  const ms = time * (isMs ? 1n : 1000n)
  const now = isAbsolute ? 0n : BigInt(Date.now())
  if (BigInt.asIntN(64, ms + now) !== ms + now || BigInt.asIntN(64, ms) !== ms) {
    throw new InvalidExpireTimeError(name)
  }
}

const times = new Set(['ex', 'px', 'exat', 'pxat'])
const alone = new Set(['nx', 'xx', 'get', 'keepttl', 'persist'])

/** SET: an unknown word comes before a time that is wrong. */
export const checkSet: Look = ([, , ...options]) => {
  const time = readTime(options)
  if (time) {
    const [unit, argument] = time
    const value = integerOf(argument)
    if (value <= 0n) throw new InvalidExpireTimeError('set')
    checkFits(value, 'set', unit.startsWith('p'), unit.endsWith('at'))
  }
  return undefined
}

/** GETEX: the options, then the key, of which no time is read when it is not there. */
export const checkGetEx: Look = ([key, ...options], { db }) => {
  const [option, argument, ...more] = options
  const isTime = times.has(word(option)) && argument !== undefined && more.length === 0
  const isPersist = word(option) === 'persist' && argument === undefined
  if (options.length > 0 && !isTime && !isPersist) throw new RedisSyntaxError()
  const type = key ? db.getType(key) : null
  if (type === null) return RedisValue.null()
  if (type !== 'string') throw new WrongTypeRedisError()
  return undefined
}

function readTime(options: Arguments): readonly [string, Buffer] | undefined {
  let time: readonly [string, Buffer] | undefined
  for (let at = 0; at < options.length; at++) {
    const option = word(options[at])
    if (alone.has(option) && option !== 'persist') continue
    const argument = options[at + 1]
    if (!times.has(option) || argument === undefined || time) throw new RedisSyntaxError()
    time = [option, argument]
    at += 1
  }
  return time
}

/** Redis prints a text up to its first zero byte. */
function cText(argument: Buffer): string {
  return argument.toString('latin1').replace(/\0[^]*$/, '')
}
