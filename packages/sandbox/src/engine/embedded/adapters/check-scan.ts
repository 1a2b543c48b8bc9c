import {
  RedisCommandError,
  RedisSyntaxError,
  RedisValue,
  WrongTypeRedisError,
  type CommandDefinition,
  type RedisDatabase,
} from 'js-redis-server/core'
import { word, type Arguments } from '../commands/command.ts'
import { integerOf } from '../commands/integer.ts'
import { before, type Look } from './before.ts'
import { clamped } from './clamp-integers.ts'
import { rewriteWords } from './rewrite-words.ts'

const types: ReadonlyMap<string, string> = new Map([
  ['hscan', 'hash'],
  ['sscan', 'set'],
  ['zscan', 'zset'],
])
const nothing = RedisValue.array([RedisValue.bulkString(Buffer.from('0')), RedisValue.array([])])
const end = 2n ** 64n

/** SCAN and its kind: the cursor, then the key, then the options. Source: scanGenericCommand. */
export function checkScan(definition: CommandDefinition): CommandDefinition {
  const type = types.get(definition.name)
  const at = type === undefined ? 0 : 1
  const look: Look = (words, { db }) => {
    cursorOf(words[at])
    if (type !== undefined && words[0] && !holds(db, words[0], type)) return nothing
    checkOptions(words.slice(at + 1), type === undefined)
    return undefined
  }
  const rewritten = rewriteWords(definition, (words) =>
    words.map((one, place) => (place < at ? one : plain(one, place === at, words[place - 1]))),
  )
  return before(rewritten, look)
}

/** False when there is no such key. */
function holds(db: RedisDatabase, key: Buffer, type: string): boolean {
  const found = db.getType(key)
  if (found !== null && found !== type) throw new WrongTypeRedisError()
  return found === type
}

function checkOptions(options: Arguments, mayType: boolean): void {
  for (let at = 0; at < options.length; at += 2) {
    const [option, value] = [word(options[at]), options[at + 1]]
    const isKnown = option === 'match' || option === 'count' || (option === 'type' && mayType)
    if (!isKnown || value === undefined) throw new RedisSyntaxError()
    if (option === 'count' && integerOf(value) < 1n) throw new RedisSyntaxError()
  }
}

/** A cursor as C's `strtoul` reads it: nothing is 0, and a number below 0 counts from the end. */
function cursorOf(argument: Buffer | undefined): bigint {
  const [, sign, digits = '0'] = /^([+-]?)(\d*)$/.exec(argument?.toString('latin1') ?? '') ?? []
  const size = BigInt(digits === '' ? 0 : digits)
  if (sign === undefined || size >= end || (sign !== '' && digits === '')) {
    throw new RedisCommandError('invalid cursor')
  }
  return sign === '-' ? BigInt.asUintN(64, -size) : size
}

/** Written so that the library reads the same number. */
function plain(argument: Buffer, isCursor: boolean, option: Buffer | undefined): Buffer {
  if (!isCursor) return word(option) === 'count' ? clamped(argument) : argument
  try {
    return Buffer.from(String(cursorOf(argument)))
  } catch {
    return argument
  }
}
