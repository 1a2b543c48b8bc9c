import { allCommands } from '@keyspace/redis-lang'
import {
  InvalidExpireTimeError,
  PositiveCountError,
  RedisValue,
  TimeoutNegativeError,
  TimeoutNotFloatError,
  type CommandDefinition,
  type RedisExecutionContext,
} from 'js-redis-server/core'
import { text, word, type Arguments } from '../commands/command.ts'
import { integerOf } from '../commands/integer.ts'
import { notAvailable } from '../commands/refuse.ts'
import { humanDouble } from '../numbers/format-human.ts'
import { before } from './before.ts'
import { blockedOn } from './blocked-on.ts'
import { mapReply } from './map-reply.ts'

type Adapter = (definition: CommandDefinition) => CommandDefinition

/** Corrections of the library's commands to what Redis 7.0 does, by command. */
const adapters: ReadonlyMap<string, Adapter> = new Map<string, Adapter>([
  [
    'geopos',
    (geopos) =>
      before(
        mapReply(geopos, (value) => coordinates(value, 'nil-array')),
        noMembers,
      ),
  ],
  ...['geosearch', 'georadius', 'georadius_ro', 'georadiusbymember', 'georadiusbymember_ro'].map(
    (name) =>
      [name, (geo: CommandDefinition) => mapReply(geo, (value) => coordinates(value))] as const,
  ),
  ['bitpos', (bitpos) => before(bitpos, checkBit)],
  ...['blpop', 'brpop'].map(
    (name) =>
      [name, (pop: CommandDefinition) => before(blockedOn(pop, 'list'), checkTimeout)] as const,
  ),
  ...['blmove', 'blmpop', 'brpoplpush'].map(
    (name) => [name, (move: CommandDefinition) => blockedOn(move, 'list')] as const,
  ),
  ...['bzpopmin', 'bzpopmax'].map(
    (name) =>
      [name, (pop: CommandDefinition) => before(blockedOn(pop, 'zset'), checkTimeout)] as const,
  ),
  ['bzmpop', (pop) => blockedOn(pop, 'zset')],
  ['set', (set) => before(set, checkSetExpiry)],
  ['command', (described) => before(described, countCommands)],
  ...['expire', 'pexpire', 'expireat', 'pexpireat'].map(
    (name) => [name, (expire: CommandDefinition) => before(expire, checkExpire(name))] as const,
  ),
  ...['smembers', 'sinter', 'sunion', 'sdiff'].map(
    (name) => [name, (read: CommandDefinition) => mapReply(read, asSet)] as const,
  ),
  ['bitcount', (bitcount) => before(bitcount, zeroWhenMissing)],
  ['spop', (spop) => before(mapReply(spop, asSet), checkCount)],
  ...['lpop', 'rpop'].map(
    (name) => [name, (pop: CommandDefinition) => before(pop, checkCount)] as const,
  ),
  ['client', (client) => before(mapReply(client, clientLines), noTracking)],
  ...['sinterstore', 'sunionstore', 'sdiffstore'].map(
    (name) => [name, (store: CommandDefinition) => before(store, freeDestination)] as const,
  ),
])

export function adapt(definition: CommandDefinition): CommandDefinition {
  return adapters.get(definition.name)?.(definition) ?? definition
}

/** Coordinates are text with 17 digits after the point; who is not there is a nil array. */
function coordinates(value: RedisValue, missing?: 'nil-array'): RedisValue {
  if (value.kind !== 'array') return value
  const pair: readonly RedisValue[] = value.items
  if (isPair(pair)) {
    return RedisValue.array(pair.map(human))
  }
  return RedisValue.array(
    value.items.map((item) =>
      item.kind === 'null' && missing ? RedisValue.nullArray() : coordinates(item),
    ),
  )
}

type Bulk = Extract<RedisValue, { kind: 'bulk-string' }>

const decimal = /^-?\d+(\.\d+)?(e-?\d+)?$/

function isPair(items: readonly RedisValue[]): items is readonly Bulk[] {
  return (
    items.length === 2 &&
    items.every((item) => item.kind === 'bulk-string' && decimal.test(String(item.value)))
  )
}

function human({ value }: Bulk): RedisValue {
  return humanDouble(Number(String(value)))
}

/** A time to live that does not fit in 64 bits of milliseconds. */
function checkSetExpiry([, , ...options]: Arguments): undefined {
  const at = options.findIndex((option) => ['ex', 'px', 'exat', 'pxat'].includes(word(option)))
  const digits = options[at + 1]?.toString('latin1') ?? ''
  if (at === -1 || !/^[1-9]\d{15,18}$/.test(digits)) return
  if (BigInt.asIntN(64, BigInt(digits)) === BigInt(digits)) throw new InvalidExpireTimeError('set')
}

function countCommands([subcommand]: Arguments): RedisValue | undefined {
  return word(subcommand) === 'count' ? RedisValue.integer(allCommands().length) : undefined
}

function noMembers(words: Arguments): RedisValue | undefined {
  return words.length === 1 ? RedisValue.array([]) : undefined
}

/** In RESP3 these are sets. */
function asSet(value: RedisValue): RedisValue {
  return value.kind === 'array' ? RedisValue.set(value.items) : value
}

function checkBit([, bit]: Arguments): undefined {
  integerOf(bit)
}

function checkTimeout(words: Arguments): undefined {
  const timeout = words.at(-1)?.toString('latin1') ?? ''
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(timeout)) throw new TimeoutNotFloatError()
  if (Number(timeout) < 0) throw new TimeoutNegativeError()
}

/** A time that does not fit in 64 bits of milliseconds. */
function checkExpire(name: string) {
  return ([, time]: Arguments): undefined => {
    const factor = name.startsWith('p') ? 1n : 1000n
    const now = name.endsWith('at') ? 0n : BigInt(Date.now())
    const ms = integerOf(time) * factor
    if (BigInt.asIntN(64, ms + now) !== ms + now || BigInt.asIntN(64, ms) !== ms) {
      throw new InvalidExpireTimeError(name)
    }
  }
}

/** Tracking is never on: what asks about it is answered, what would turn it on is refused. */
function noTracking([subcommand]: Arguments): RedisValue | undefined {
  switch (word(subcommand)) {
    case 'getredir':
      return RedisValue.integer(-1)
    case 'trackinginfo':
      return RedisValue.map([
        [text('flags'), RedisValue.set([text('off')])],
        [text('redirect'), RedisValue.integer(-1)],
        [text('prefixes'), RedisValue.array([])],
      ])
    case 'tracking':
    case 'caching':
      throw notAvailable(`client ${word(subcommand)}`)
    default:
      return undefined
  }
}

/** A key that is not there is looked for before the range is read. */
function zeroWhenMissing([key]: Arguments, { db }: RedisExecutionContext): RedisValue | undefined {
  return key && db.getType(key) === null ? RedisValue.integer(0) : undefined
}

function checkCount([, count]: Arguments): undefined {
  if (!/^(0|[1-9]\d{0,18})$/.test(count?.toString('latin1') ?? '0')) throw new PositiveCountError()
}

/** The fields of CLIENT LIST in the order of Redis 7.0, with the ones that the library leaves out. */
function clientLines(value: RedisValue): RedisValue {
  if (value.kind !== 'bulk-string' && value.kind !== 'verbatim') return value
  if (!String(value.value).startsWith('id=')) return value
  const lines = String(value.value)
    .replace(/ db=(\d+)( age=\d+ idle=\d+ flags=\S+)/g, '$2 db=$1')
    .replace(/( psub=\d+) multi=/g, '$1 ssub=0 multi=')
  return { ...value, value: Buffer.from(lines) }
}

/** The destination of a set operation may hold any type: it is replaced. */
function freeDestination(
  [destination, ...sources]: Arguments,
  { db }: RedisExecutionContext,
): undefined {
  if (!destination || db.getType(destination) === null || db.getType(destination) === 'set') return
  if (sources.every((key) => [null, 'set'].includes(db.getType(key)))) db.delete(destination)
}
