import { RedisCommandError, RedisSyntaxError, type CommandDefinition } from 'js-redis-server/core'
import { word, type Arguments } from '../commands/command.ts'
import { integerOf } from '../commands/integer.ts'
import type { Look } from './before.ts'
import { clamped } from './clamp-integers.ts'
import { rewriteWords } from './rewrite-words.ts'

const most = 2n ** 63n - 1n

/** ZRANDMEMBER and HRANDFIELD: the count before the words behind it. */
export const checkRandom: Look = ([, count, ...options]) => {
  if (count === undefined) return undefined
  const asked = checkAsked(count)
  const pairs = options.length === 1 && /^with/.test(word(options[0]))
  if (options.length > 1) throw new RedisSyntaxError()
  if (pairs && (asked < -most / 2n || asked > most / 2n)) {
    throw new RedisCommandError('value is out of range')
  }
  return undefined
}

/** SPOP and SRANDMEMBER take a count at most. */
export const checkOneCount: Look = (words) => {
  if (words.length > 2) throw new RedisSyntaxError()
  return undefined
}

/** SRANDMEMBER: every count but the one that has no opposite. */
export const checkSample: Look = ([, count]) => {
  if (count !== undefined) checkAsked(count)
  return undefined
}

function checkAsked(count: Buffer): bigint {
  const asked = integerOf(count)
  if (asked < -most) {
    throw new RedisCommandError(`value is out of range, value must between -${most} and ${most}`)
  }
  return asked
}

/** SINTERCARD: how many keys there are comes before what stands behind them. */
export const checkNumkeys: Look = ([count, ...rest]) => {
  const failure = new RedisCommandError('numkeys should be greater than 0')
  const keys = integerOf(count, failure)
  if (keys <= 0n) throw failure
  if (keys > BigInt(rest.length)) {
    throw new RedisCommandError("Number of keys can't be greater than number of args")
  }
  return undefined
}

/** SINTERCARD and ZINTERCARD: any number of limits, of which the last counts. */
export const checkCardLimit: Look = (words) => {
  const options = optionsOf(words)
  for (let at = 0; at < options.length; at += 2) {
    if (word(options[at]) !== 'limit' || at + 1 >= options.length) throw new RedisSyntaxError()
    const failure = new RedisCommandError("LIMIT can't be negative")
    if (integerOf(options[at + 1], failure) < 0n) throw failure
  }
  return undefined
}

/** The last limit alone, which is what the library takes. */
export function lastLimit(definition: CommandDefinition): CommandDefinition {
  return rewriteWords(definition, (words) => {
    const options = optionsOf(words)
    return [
      ...words.slice(0, words.length - options.length),
      ...options.slice(-2).map((one) => clamped(one)),
    ]
  })
}

/** What stands behind the keys; nothing when it cannot be told where they end. */
function optionsOf([count, ...rest]: Arguments): Arguments {
  const keys = /^\d{1,9}$/.test(String(count)) ? Number(count) : rest.length
  return rest.slice(keys)
}
