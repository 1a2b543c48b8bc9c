import {
  RedisCommandError,
  RedisSyntaxError,
  TimeoutNegativeError,
  TimeoutNotFloatError,
} from 'js-redis-server/core'
import { word } from '../commands/command.ts'
import { integerOf } from '../commands/integer.ts'
import type { Look } from './before.ts'

/** Seconds with a fraction; more than 64 bits of milliseconds can hold wrap around below zero. */
function checkSeconds(argument: Buffer | undefined): void {
  const text = argument?.toString('latin1') ?? ''
  const isInfinite = /^[+-]?inf(inity)?$/i.test(text)
  if (!isInfinite && !/^[+-]?(0x[\da-f]+|(\d+\.?\d*|\.\d+)(e[+-]?\d+)?)$/i.test(text)) {
    throw new TimeoutNotFloatError()
  }
  const seconds = isInfinite ? -1 : Number(text)
  if (seconds < 0 || seconds * 1000 >= 2 ** 63) throw new TimeoutNegativeError()
}

export const checkLastTimeout: Look = (words) => {
  checkSeconds(words.at(-1))
  return undefined
}

/** BLMPOP and BZMPOP: the keys, the side and the count come before the time. */
export function checkMultiPop(sides: readonly string[], from: 0 | 1): Look {
  return (words) => {
    const keys = integerOf(words[from], new RedisCommandError('numkeys should be greater than 0'))
    if (keys <= 0n) throw new RedisCommandError('numkeys should be greater than 0')
    const side = words[from + 1 + Number(keys)]
    if (!sides.includes(word(side))) throw new RedisSyntaxError()
    const rest = words.slice(from + 2 + Number(keys))
    let counted = false
    for (let at = 0; at < rest.length; at++) {
      if (word(rest[at]) !== 'count' || at + 1 >= rest.length || counted) {
        throw new RedisSyntaxError()
      }
      const failure = new RedisCommandError('count should be greater than 0')
      if (integerOf(rest[++at], failure) <= 0n) throw failure
      counted = true
    }
    if (from === 1) checkSeconds(words[0])
    return undefined
  }
}
