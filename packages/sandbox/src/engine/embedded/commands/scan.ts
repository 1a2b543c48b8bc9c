import {
  RedisCommandError,
  RedisSyntaxError,
  RedisValue,
  WrongTypeRedisError,
  type CommandDefinition,
  type RedisDataTypeName,
  type RedisDatabase,
  type RedisDataValue,
} from 'js-redis-server/core'
import { keyTable, rawValue } from '../adapters/raw-value.ts'
import type { Encodings } from '../encodings.ts'
import { formatDouble } from '../numbers/format-double.ts'
import { ScanOrder } from '../scan-order.ts'
import { command, text, word, type Arguments } from './command.ts'
import { globOf } from './glob.ts'
import { integerOf } from './integer.ts'

interface Options {
  readonly count: number
  readonly matches: (name: Buffer) => boolean
  /** In lower case; for keys alone. */
  readonly type: string | undefined
}

const defaultCount = 10
const end = 2n ** 64n
const compact = new Set(['intset', 'listpack'])
const bulk = (value: Buffer): RedisValue => RedisValue.bulkString(value)
const nothing = pageValue(0, [])

/** SCAN, HSCAN, SSCAN and ZSCAN. Source: scanGenericCommand of Redis 7.0. */
export function scanCommands(encodings: Encodings): readonly CommandDefinition[] {
  const order = new ScanOrder()
  const scan = command('scan', ([cursor, ...words], { db }) => {
    const from = cursorOf(cursor)
    return keyPage(db, order, from, readOptions(words, true))
  })
  const within = (name: string, type: RedisDataTypeName): CommandDefinition =>
    command(name, ([key = Buffer.alloc(0), cursor, ...words], { db }) => {
      const from = cursorOf(cursor)
      const value = rawValue(db, key)
      if (value === null) return nothing
      if (value.type !== type) throw new WrongTypeRedisError()
      const options = readOptions(words, false)
      const isCompact = compact.has(encodings.of(value))
      return valuePage(value, isCompact ? undefined : order, from, options)
    })
  return [scan, within('hscan', 'hash'), within('sscan', 'set'), within('zscan', 'zset')]
}

/** As C's `strtoul` reads it: nothing is 0, and a number below 0 counts from the end. */
function cursorOf(argument: Buffer | undefined): bigint {
  const [, sign, digits] = /^([+-]?)(\d*)$/.exec(argument?.toString('latin1') ?? '') ?? []
  const size = BigInt(digits ?? 0)
  if (sign === undefined || size >= end || (sign !== '' && digits === '')) {
    throw new RedisCommandError('invalid cursor')
  }
  return sign === '-' ? BigInt.asUintN(64, -size) : size
}

function readOptions(words: Arguments, mayType: boolean): Options {
  let [count, type, pattern]: [number, string | undefined, RegExp | undefined] = [
    defaultCount,
    undefined,
    undefined,
  ]
  for (let at = 0; at < words.length; at += 2) {
    const [option, value] = [word(words[at]), words[at + 1]]
    if (value === undefined) throw new RedisSyntaxError()
    if (option === 'match') pattern = globOf(value.toString('latin1'))
    else if (option === 'count') {
      const asked = integerOf(value)
      if (asked < 1n) throw new RedisSyntaxError()
      count = Number(asked)
    } else if (option === 'type' && mayType) type = word(value)
    else throw new RedisSyntaxError()
  }
  return { count, type, matches: (name) => pattern?.test(name.toString('latin1')) ?? true }
}

function keyPage(
  db: RedisDatabase,
  order: ScanOrder,
  cursor: bigint,
  { count, matches, type }: Options,
): RedisValue {
  const keyOf = (id: string): Buffer => Buffer.from(id, 'hex')
  const { next, ids } = order.page(
    db,
    () => keyTable(db),
    { cursor, count },
    (id) => db.getType(keyOf(id)) !== null,
  )
  const keys = ids.map(keyOf)
  const shown = keys.filter((key) => matches(key) && (!type || db.getType(key) === type))
  return pageValue(next, shown.map(bulk))
}

/** What is stored in one piece, and has no order then, is given whole. */
function valuePage(
  value: RedisDataValue,
  order: ScanOrder | undefined,
  cursor: bigint,
  { count, matches }: Options,
): RedisValue {
  const rows = rowsOf(value)
  const { next, ids } = order?.page(
    value,
    () => rows.keys(),
    { cursor, count },
    (id) => rows.has(id),
  ) ?? { next: 0, ids: [...rows.keys()] }
  return pageValue(
    next,
    ids.flatMap((id) => {
      const [name, ...rest] = rows.get(id) ?? []
      return name && matches(name) ? [bulk(name), ...rest.map(bulk)] : []
    }),
  )
}

interface Rows {
  keys(): Iterable<string>
  has(id: string): boolean
  /** The name, and what belongs to it. */
  get(id: string): readonly Buffer[] | undefined
}

function rowsOf(value: RedisDataValue): Rows {
  switch (value.type) {
    case 'hash':
      return rowsIn(value.fields, ({ field, value: held }) => [field, held])
    case 'set':
      return rowsIn(value.members, (member) => [member])
    case 'zset':
      return rowsIn(value.members, ({ member, score }) => [
        member,
        Buffer.from(formatDouble(score)),
      ])
    default:
      throw new WrongTypeRedisError()
  }
}

function rowsIn<Held>(
  table: ReadonlyMap<string, Held>,
  rowOf: (held: Held) => readonly Buffer[],
): Rows {
  return {
    keys: () => table.keys(),
    has: (id) => table.has(id),
    get: (id) => {
      const held = table.get(id)
      return held === undefined ? undefined : rowOf(held)
    },
  }
}

function pageValue(next: number, items: RedisValue[]): RedisValue {
  return RedisValue.array([text(String(next)), RedisValue.array(items)])
}
