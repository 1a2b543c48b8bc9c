import {
  PositiveCountError,
  RedisCommandError,
  RedisSyntaxError,
  WeightNotFloatError,
  WrongTypeRedisError,
  ZaddGtLtNxConflictError,
  ZaddIncrPairError,
  ZaddNxXxConflictError,
  ZrangeWithScoresByLexError,
} from 'js-redis-server/core'
import { word, type Arguments } from '../commands/command.ts'
import { doubleOf } from '../commands/double.ts'
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
    checkOptions(words.slice(from + 1 + Number(count)), Number(count), name)
    return undefined
  }
}

const aggregates = ['sum', 'min', 'max']

/** One option after the other. */
function checkOptions(options: Arguments, keys: number, name: string): void {
  const isCount = name === 'zintercard'
  const mayWeigh = !isCount && !name.startsWith('zdiff')
  for (let at = 0; at < options.length; at++) {
    const [option, more] = [word(options[at]), options.length - at - 1]
    if (option === 'weights' && mayWeigh && more >= keys) {
      const failure = new WeightNotFloatError()
      for (const weight of options.slice(at + 1, at + 1 + keys)) doubleOf(weight, failure)
      at += keys
    } else if (option === 'aggregate' && mayWeigh && more >= 1) {
      if (!aggregates.includes(word(options[++at]))) throw new RedisSyntaxError()
    } else if (option === 'limit' && isCount && more >= 1) at += 1
    else if (option !== 'withscores' || isCount || name.endsWith('store')) {
      throw new RedisSyntaxError()
    }
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

/** The options of ZADD, then pairs of scores and members. Source: zaddGenericCommand. */
export const checkPairs: Look = ([, ...words]) => {
  const options = words.findIndex((one) => !zaddFlags.has(word(one)))
  const pairs = options === -1 ? [] : words.slice(options)
  if (pairs.length === 0 || pairs.length % 2 === 1) throw new RedisSyntaxError()
  checkFlags(new Set(words.slice(0, options).map(word)), pairs.length / 2)
  pairs.forEach((score, at) => {
    if (at % 2 === 0) doubleOf(score)
  })
  return undefined
}

function checkFlags(flags: ReadonlySet<string>, pairs: number): void {
  if (flags.has('nx') && flags.has('xx')) throw new ZaddNxXxConflictError()
  if (['nx', 'gt', 'lt'].filter((one) => flags.has(one)).length > 1) {
    throw new ZaddGtLtNxConflictError()
  }
  if (flags.has('incr') && pairs > 1) throw new ZaddIncrPairError()
}

/** ZINCRBY. */
export const checkIncrement: Look = ([, increment]) => {
  doubleOf(increment)
  return undefined
}

const once = new Set(['rev', 'byscore', 'bylex'])

/** The options of a range are read, LIMIT with its numbers, before the bounds. Source: zrangeGenericCommand. */
export function checkLimit(name: string): Look {
  const isStore = name === 'zrangestore'
  const isOpen = name === 'zrange' || isStore
  return (words) => {
    const options = words.slice(isStore ? 4 : 3)
    const seen = new Set(isOpen ? [] : once)
    for (let at = 0; at < options.length; at++) {
      const option = word(options[at])
      const isNew = once.has(option) && !seen.has(option)
      seen.add(option)
      if (isNew || (option === 'withscores' && !isStore)) continue
      if (option !== 'limit' || at + 2 >= options.length) throw new RedisSyntaxError()
      integerOf(options[++at])
      integerOf(options[++at])
    }
    if (seen.has('byscore') && seen.has('bylex') && isOpen) throw new RedisSyntaxError()
    if (seen.has('withscores') && name.endsWith('bylex')) throw new ZrangeWithScoresByLexError()
    return undefined
  }
}

/** The last words are read before the numbers. */
export const checkRevRange: Look = ([, , , ...options]) => {
  if (options.some((one) => word(one) !== 'withscores')) throw new RedisSyntaxError()
  return undefined
}
