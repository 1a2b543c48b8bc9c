import {
  createListData,
  RedisSyntaxError,
  RedisValue,
  SortScoreNotDoubleError,
  WrongTypeRedisError,
  type CommandDefinition,
  type RedisDatabase,
  type RedisDataValue,
} from 'js-redis-server/core'
import type { Encodings } from '../encodings.ts'
import { rawValue } from '../adapters/raw-value.ts'
import { command, word, type Arguments } from './command.ts'
import { integerOf } from './integer.ts'
import { lookUpByPattern } from './sort-pattern.ts'

interface Options {
  by: Buffer | undefined
  readonly get: Buffer[]
  store: Buffer | undefined
  descending: boolean
  alpha: boolean
  offset: number
  count: number
}

interface Row {
  readonly element: Buffer
  readonly score: number
  readonly text: Buffer | null
}

/** Source: https://redis.io/docs/latest/commands/sort/ */
export const sortCommands = (encodings: Encodings): readonly CommandDefinition[] =>
  ['sort', 'sort_ro'].map((name) => sortCommand(name, encodings))

function sortCommand(name: string, encodings: Encodings): CommandDefinition {
  return command(name, ([key = Buffer.alloc(0), ...words], { db }) => {
    const value = rawValue(db, key)
    const options = determined(readOptions(words, name === 'sort'), value)
    // Redis turns a sorted set into the form that it can walk.
    if (value?.type === 'zset') encodings.carry(value, 'skiplist')
    const rows = sorted(elementsAt(db, key, options), db, options)
    const values = cut(rows, options).flatMap((element) => shown(db, element, options))
    return options.store ? stored(db, options.store, values) : RedisValue.array(values)
  })
}

/** What is stored must not depend on the order in which a set happens to be kept. */
function determined(options: Options, value: RedisDataValue | null): Options {
  const depends = value?.type === 'set' && isUnsorted(options) && options.store !== undefined
  return depends ? { ...options, by: undefined, alpha: true } : options
}

function readOptions(words: Arguments, mayStore: boolean): Options {
  const options: Options = {
    by: undefined,
    get: [],
    store: undefined,
    descending: false,
    alpha: false,
    offset: 0,
    count: -1,
  }
  for (let at = 0; at < words.length; at++) {
    const [option, next] = [word(words[at]), words[at + 1]]
    if (option === 'asc') options.descending = false
    else if (option === 'desc') options.descending = true
    else if (option === 'alpha') options.alpha = true
    else if (option === 'limit' && at + 2 < words.length) {
      options.offset = Number(integerOf(words[++at]))
      options.count = Number(integerOf(words[++at]))
    } else if (next === undefined) throw new RedisSyntaxError()
    else if (option === 'by') options.by = words[++at]
    else if (option === 'get') options.get.push(words[++at] ?? next)
    else if (option === 'store' && mayStore) options.store = words[++at]
    else throw new RedisSyntaxError()
  }
  return options
}

function isUnsorted({ by }: Options): boolean {
  return by !== undefined && !by.includes('*')
}

function elementsAt(db: RedisDatabase, key: Buffer, options: Options): Buffer[] {
  const value = rawValue(db, key)
  switch (value?.type) {
    case undefined:
      return []
    case 'list':
      return [...value.values]
    case 'set':
      return [...value.members.values()]
    case 'zset': {
      const members = [...value.members.values()].sort(
        (a, b) => a.score - b.score || Buffer.compare(a.member, b.member),
      )
      if (isUnsorted(options) && options.descending) members.reverse()
      return members.map(({ member }) => member)
    }
    default:
      throw new WrongTypeRedisError()
  }
}

function sorted(elements: Buffer[], db: RedisDatabase, options: Options): Buffer[] {
  if (isUnsorted(options)) return elements
  const rows = elements.map((element) => rowOf(element, db, options))
  const direction = options.descending ? -1 : 1
  return rows.sort((a, b) => direction * compare(a, b, options)).map(({ element }) => element)
}

function rowOf(element: Buffer, db: RedisDatabase, { by, alpha }: Options): Row {
  const weight = by === undefined ? element : lookUpByPattern(db, by, element)
  if (alpha || weight === null) return { element, score: 0, text: weight }
  return { element, score: scoreOf(weight), text: null }
}

function scoreOf(weight: Buffer): number {
  const text = weight.toString('latin1')
  if (/^[+-]?inf(inity)?$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity
  const score = Number(text)
  if (Number.isNaN(score) || !Number.isFinite(score) || /\s$/.test(text)) {
    throw new SortScoreNotDoubleError()
  }
  return score
}

/** Equal texts leave the elements in the order they came in. */
function compare(a: Row, b: Row, { alpha }: Options): number {
  return alpha
    ? compareTexts(a.text, b.text)
    : a.score - b.score || Buffer.compare(a.element, b.element)
}

function compareTexts(a: Buffer | null, b: Buffer | null): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null)
  return Buffer.compare(a, b)
}

function cut(elements: Buffer[], { offset, count }: Options): Buffer[] {
  const start = Math.max(0, offset)
  return elements.slice(start, count < 0 ? undefined : start + count)
}

function shown(db: RedisDatabase, element: Buffer, { get }: Options): RedisValue[] {
  if (get.length === 0) return [RedisValue.bulkString(element)]
  return get.map((pattern) => RedisValue.bulkString(lookUpByPattern(db, pattern, element)))
}

function stored(db: RedisDatabase, key: Buffer, values: readonly RedisValue[]): RedisValue {
  const items = values.map((value) =>
    value.kind === 'bulk-string' ? (value.value ?? Buffer.alloc(0)) : Buffer.alloc(0),
  )
  if (items.length === 0) db.delete(key)
  else db.set(key, { ...createListData(), values: items })
  return RedisValue.integer(items.length)
}
