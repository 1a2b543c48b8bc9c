import {
  LposRankZeroError,
  NoSuchKeyError,
  RedisCommandError,
  RedisSyntaxError,
  RedisValue,
  WrongTypeRedisError,
  type CommandDefinition,
  type RedisDatabase,
} from 'js-redis-server/core'
import { word } from '../commands/command.ts'
import { integerOf } from '../commands/integer.ts'
import type { Look } from './before.ts'
import { clamped } from './clamp-integers.ts'
import { rewriteWords } from './rewrite-words.ts'

/** The key is looked at before the index is read. */
export const checkLSet: Look = ([key], { db }) => {
  if (key && !isList(key, db)) throw new NoSuchKeyError()
  return undefined
}

/** LINDEX: of a key that is not there no index is read. */
export const checkLIndex: Look = ([key], { db }) =>
  key && !isList(key, db) ? RedisValue.null() : undefined

/** False when there is no such key. */
function isList(key: Buffer, db: RedisDatabase): boolean {
  const type = db.getType(key)
  if (type !== null && type !== 'list') throw new WrongTypeRedisError()
  return type === 'list'
}

const directions = ['left', 'right']

/** BLMOVE: the directions before the time. */
export const checkDirections: Look = ([, , from, to]) => {
  if (![from, to].every((one) => directions.includes(word(one)))) throw new RedisSyntaxError()
  return undefined
}

/** The options one after the other. Source: lposCommand. */
export const checkLPos: Look = ([, , ...options]) => {
  for (let at = 0; at < options.length; at += 2) {
    const [name, value] = [word(options[at]), options[at + 1]]
    if (!['rank', 'count', 'maxlen'].includes(name) || value === undefined) {
      throw new RedisSyntaxError()
    }
    if (name === 'rank') {
      if (integerOf(value) === 0n) throw new LposRankZeroError()
    } else {
      const failure = new RedisCommandError(`${name.toUpperCase()} can't be negative`)
      if (integerOf(value, failure) < 0n) throw failure
    }
  }
  return undefined
}

/** The numbers of LPOS within what the library reads: beyond the end of a list they all mean the same. */
export function clampLPos(definition: CommandDefinition): CommandDefinition {
  return rewriteWords(definition, (words) =>
    words.map((one, at) => (at > 2 && at % 2 === 1 ? clamped(one) : one)),
  )
}

/** What APPEND puts where nothing was is stored as SET stores it. */
export const appendNew: Look = ([key, value], { db }) => {
  if (!key || !value || db.getType(key) !== null) return undefined
  db.activeNotifyCommand = 'append-new'
  db.setString(key, value)
  return RedisValue.integer(value.length)
}
