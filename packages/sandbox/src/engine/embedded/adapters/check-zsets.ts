import {
  PositiveCountError,
  RedisCommandError,
  RedisSyntaxError,
  WrongTypeRedisError,
} from 'js-redis-server/core'
import { word } from '../commands/command.ts'
import { integerOf } from '../commands/integer.ts'
import type { Look } from './before.ts'

/** The types of the keys are looked at before the options. Source: zunionInterDiffGenericCommand. */
export function checkInputs(name: string): Look {
  const from = name.endsWith('store') ? 1 : 0
  return (words, { db }) => {
    const count = integerOf(words[from])
    if (count < 1n) {
      throw new RedisCommandError(`at least 1 input key is needed for '${name}' command`)
    }
    if (count > BigInt(words.length - from - 1)) throw new RedisSyntaxError()
    for (const key of words.slice(from + 1, from + 1 + Number(count))) {
      if (![null, 'zset', 'set'].includes(db.getType(key))) throw new WrongTypeRedisError()
    }
    return undefined
  }
}

/** ZPOPMIN and ZPOPMAX. */
export const checkPop: Look = (words) => {
  if (words.length > 2) throw new RedisSyntaxError()
  if (words.length === 2 && integerOf(words[1], new PositiveCountError()) < 0n) {
    throw new PositiveCountError()
  }
  return undefined
}

const zaddFlags = new Set(['nx', 'xx', 'gt', 'lt', 'ch', 'incr'])

/** Scores and members come in pairs. */
export const checkPairs: Look = ([, ...words]) => {
  const options = words.findIndex((one) => !zaddFlags.has(word(one)))
  const left = options === -1 ? 0 : words.length - options
  if (left === 0 || left % 2 === 1) throw new RedisSyntaxError()
  return undefined
}

const rangeWords = new Set(['withscores', 'rev', 'byscore', 'bylex'])

/** The numbers of LIMIT are read before the bounds of the range. */
export function checkLimit(name: string): Look {
  return (words) => {
    const options = words.slice(name === 'zrangestore' ? 4 : 3)
    for (let at = 0; at < options.length; at++) {
      const option = word(options[at])
      if (rangeWords.has(option)) continue
      if (option !== 'limit' || at + 2 >= options.length) throw new RedisSyntaxError()
      integerOf(options[++at])
      integerOf(options[++at])
    }
    return undefined
  }
}

/** ZRANDMEMBER and HRANDFIELD: the count before the words behind it. */
export const checkRandom: Look = ([, count, ...options]) => {
  if (count === undefined) return undefined
  integerOf(count)
  if (options.length > 1) throw new RedisSyntaxError()
  return undefined
}

const bound = /^\(?[+-]?(inf(inity)?|0x[\da-f]+|(\d+\.?\d*|\.\d+)(e[+-]?\d+)?)$/i

/** The range is read before the type of the key is looked at. */
export const checkScores: Look = ([, ...range]) => {
  const isRange = range.slice(0, 2).every((one) => bound.test(one.toString('latin1')))
  if (!isRange) throw new RedisCommandError('min or max is not a float')
  return undefined
}

/** The last words are read before the numbers. */
export const checkRevRange: Look = ([, , , ...options]) => {
  if (options.some((one) => word(one) !== 'withscores')) throw new RedisSyntaxError()
  return undefined
}

/** SPOP and SRANDMEMBER take a count at most. */
export const checkOneCount: Look = (words) => {
  if (words.length > 2) throw new RedisSyntaxError()
  return undefined
}
