import { RedisCommandError, RedisSyntaxError } from 'js-redis-server/core'
import { word, type Arguments } from '../command.ts'
import { integerOf } from '../integer.ts'

export interface ReadOptions {
  /** Milliseconds to wait, 0 for ever; undefined when it does not wait. */
  readonly block: number | undefined
  /** 0 is no limit. */
  readonly count: number
  readonly noAck: boolean
  readonly group: Buffer | undefined
  readonly consumer: Buffer | undefined
  readonly keys: Arguments
  readonly ids: Arguments
}

const onlyGroup = (option: string): RedisCommandError =>
  new RedisCommandError(
    `The ${option} option is only supported by XREADGROUP. You called XREAD instead.`,
  )

/** The words of XREAD and XREADGROUP. Source: xreadCommand of Redis 7.0. */
export function readOptions(words: Arguments, isGroup: boolean): ReadOptions {
  const options: { -readonly [Name in keyof ReadOptions]: ReadOptions[Name] } = {
    block: undefined,
    count: 0,
    noAck: false,
    group: undefined,
    consumer: undefined,
    keys: [],
    ids: [],
  }
  for (let at = 0; at < words.length && options.keys.length === 0; at++) {
    const option = word(words[at])
    const more = words.length - at - 1
    if (option === 'block' && more > 0) options.block = timeoutOf(words[++at])
    else if (option === 'count' && more > 0) {
      options.count = Math.max(0, Number(integerOf(words[++at])))
    } else if (option === 'streams' && more > 0) {
      const rest = words.slice(at + 1)
      if (rest.length % 2 !== 0) throw unbalanced()
      options.keys = rest.slice(0, rest.length / 2)
      options.ids = rest.slice(rest.length / 2)
    } else if (option === 'group' && more >= 2) {
      if (!isGroup) throw onlyGroup('GROUP')
      options.group = words[++at]
      options.consumer = words[++at]
    } else if (option === 'noack') {
      if (!isGroup) throw onlyGroup('NOACK')
      options.noAck = true
    } else throw new RedisSyntaxError()
  }
  if (options.keys.length === 0) throw new RedisSyntaxError()
  if (isGroup && options.group === undefined) {
    throw new RedisCommandError('Missing GROUP option for XREADGROUP')
  }
  return options
}

function unbalanced(): RedisCommandError {
  return new RedisCommandError(
    "Unbalanced XREAD list of streams: for each stream key an ID or '$' must be specified.",
  )
}

function timeoutOf(argument: Buffer | undefined): number {
  const ms = integerOf(argument, new RedisCommandError('timeout is not an integer or out of range'))
  if (ms < 0n) throw new RedisCommandError('timeout is negative')
  return Number(ms)
}
