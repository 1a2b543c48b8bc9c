import {
  PositiveCountError,
  RedisSyntaxError,
  RedisValue,
  WrongNumberOfArgumentsError,
  WrongTypeRedisError,
  type CommandDefinition,
  type RedisExecutionContext,
} from 'js-redis-server/core'
import type { Arguments } from '../commands/command.ts'
import { integerOf } from '../commands/integer.ts'
import { humanDouble } from '../numbers/format-human.ts'
import { before, type Look } from './before.ts'
import { blockedOn } from './blocked-on.ts'
import { checkBitCount, checkBitField, checkBitPos } from './check-bits.ts'
import { checkExpire, checkGetEx, checkSet, checkSetEx } from './check-expiry.ts'
import { checkGeo } from './check-geo.ts'
import { checkPlaces } from './check-geo-places.ts'
import { checkGeoScores } from './check-geo-scores.ts'
import {
  checkCardLimit,
  checkNumkeys,
  checkOneCount,
  checkRandom,
  checkSample,
  lastLimit,
} from './check-counts.ts'
import { checkHello } from './check-hello.ts'
import { checkCopy, checkMove } from './check-databases.ts'
import {
  appendNew,
  checkDirections,
  checkLIndex,
  checkLPos,
  clampLPos,
  checkLSet,
} from './check-lists.ts'
import { checkLastTimeout, checkMultiPop } from './check-timeout.ts'
import {
  checkIncrement,
  checkInputs,
  checkLimit,
  checkPairs,
  checkPop,
  checkRevRange,
} from './check-zsets.ts'
import { clientLines, ownClientWords } from './client-words.ts'
import { asCommandReply, ownCommandWords } from './command-reply.ts'
import { clampIntegers, clampLimit } from './clamp-integers.ts'
import { freeZsetDestination } from './free-destination.ts'
import { mapReply } from './map-reply.ts'
import { lastStore, storeDistances, storingDistances } from './store-distances.ts'
import { checkScores, scoreBounds, scoreRanges } from './score-bounds.ts'

type Adapter = (definition: CommandDefinition) => CommandDefinition

const looking = (names: readonly string[], look: (name: string) => Look): [string, Adapter][] =>
  names.map((name) => [name, (definition) => before(definition, look(name))])

const clamping = (names: readonly string[], positions: readonly number[]): [string, Adapter][] =>
  names.map((name) => [name, (definition) => clampIntegers(definition, positions)])

const replying = (
  names: readonly string[],
  change: (value: RedisValue) => RedisValue,
): [string, Adapter][] => names.map((name) => [name, (definition) => mapReply(definition, change)])

const blocking = (names: readonly string[], type: 'list' | 'zset'): [string, Adapter][] =>
  names.map((name) => [name, (definition) => blockedOn(definition, type)])

const geoQueries = [
  'geosearch',
  'georadius',
  'georadius_ro',
  'georadiusbymember',
  'georadiusbymember_ro',
]
const zsetRanges = ['zrange', 'zrangestore', 'zrangebylex', 'zrevrangebylex'].concat(
  'zrangebyscore',
  'zrevrangebyscore',
)
const zsetStores = ['zunionstore', 'zinterstore', 'zdiffstore']

/** Corrections of the library's commands to what Redis 7.0 does; of one command the first goes innermost. */
const adapters: readonly (readonly [string, Adapter])[] = [
  ...blocking(['blpop', 'brpop', 'blmove', 'blmpop', 'brpoplpush'], 'list'),
  ...blocking(['bzpopmin', 'bzpopmax', 'bzmpop'], 'zset'),
  ...replying(['blmove', 'brpoplpush'], nilArrayOnTimeout),
  ...looking(
    ['blpop', 'brpop', 'blmove', 'brpoplpush', 'bzpopmin', 'bzpopmax'],
    () => checkLastTimeout,
  ),
  ...looking(['blmove'], () => checkDirections),
  ...looking(['lmpop'], () => checkMultiPop(['left', 'right'], 0)),
  ...looking(['blmpop'], () => checkMultiPop(['left', 'right'], 1)),
  ...looking(['zmpop'], () => checkMultiPop(['min', 'max'], 0)),
  ...looking(['bzmpop'], () => checkMultiPop(['min', 'max'], 1)),
  ...replying(['geopos'], (value) => coordinates(value, 'nil-array')),
  ...looking(['geopos', 'geohash', 'geodist', 'geosearchstore', ...geoQueries], checkGeoScores),
  ...looking(['geoadd'], () => checkPlaces),
  ...looking(['geopos', 'geohash'], () => noMembers),
  ...looking(['geodist'], () => checkDistanceWords),
  ...replying(geoQueries, (value) => coordinates(value)),
  ...['georadius', 'georadiusbymember'].map((name): [string, Adapter] => [name, lastStore]),
  ...looking(storingDistances, storeDistances),
  ...looking(['geosearchstore', ...geoQueries], checkGeo),
  ...looking(['set'], () => checkSet),
  ...looking(['getex'], () => checkGetEx),
  ...looking(['setex', 'psetex'], checkSetEx),
  ...clamping(['expire', 'pexpire', 'expireat', 'pexpireat'], [1]),
  ...looking(['expire', 'pexpire', 'expireat', 'pexpireat'], checkExpire),
  ...looking(['bitcount'], () => checkBitCount),
  ...looking(['bitpos'], () => checkBitPos),
  ...looking(['bitfield', 'bitfield_ro'], () => checkBitField),
  ...clamping(['lrange', 'ltrim', 'getrange', 'substr', 'zremrangebyrank'], [1, 2]),
  ...clamping(['zrange', 'zrevrange'], [1, 2]),
  ...clamping(['zrangestore'], [2, 3]),
  ...clamping(['bitcount'], [1, 2]),
  ...clamping(['bitpos'], [2, 3]),
  ...clamping(['lindex', 'lset', 'lrem', 'setrange'], [1]),
  ...clamping(
    ['lpop', 'rpop', 'spop', 'srandmember', 'hrandfield', 'zrandmember', 'zpopmin', 'zpopmax'],
    [1],
  ),
  ...clamping(['sintercard'], [0]),
  ...zsetRanges.map((name): [string, Adapter] => [
    name,
    (definition) => clampLimit(definition, name === 'zrangestore' ? 4 : 3),
  ]),
  ...scoreRanges.map((name): [string, Adapter] => [name, scoreBounds]),
  ...['sintercard', 'zintercard'].map((name): [string, Adapter] => [name, lastLimit]),
  ...looking(['sintercard', 'zintercard'], () => checkCardLimit),
  ...looking(['sintercard'], () => checkNumkeys),
  ...looking(['lindex'], () => checkLIndex),
  ...looking(['copy'], () => checkCopy),
  ...looking(['move'], () => checkMove),
  ...replying(['smembers', 'sinter', 'sunion', 'sdiff', 'spop'], asSet),
  ...looking(['lpop', 'rpop', 'spop'], (name) => checkCount(name)),
  ...looking(['srandmember'], () => checkSample),
  ...looking(['spop', 'srandmember'], () => checkOneCount),
  ...looking(['zpopmin', 'zpopmax'], () => checkPop),
  ...looking(['zadd'], () => checkPairs),
  ...looking(['zincrby'], () => checkIncrement),
  ...looking(['zrandmember', 'hrandfield'], () => checkRandom),
  ...looking(
    ['zremrangebyscore', 'zcount', 'zrangebyscore', 'zrevrangebyscore'],
    () => checkScores,
  ),
  ...looking(zsetRanges, checkLimit),
  ...looking(['lset'], () => checkLSet),
  ['lpos', clampLPos],
  ...looking(['lpos'], () => checkLPos),
  ...looking(['append'], () => appendNew),
  ...looking(['zrevrange'], () => checkRevRange),
  ...[...zsetStores, 'zrangestore'].map((name): [string, Adapter] => [name, freeZsetDestination]),
  ...looking([...zsetStores, 'zunion', 'zinter', 'zdiff', 'zintercard'], checkInputs),
  ...looking(['sinterstore', 'sunionstore', 'sdiffstore'], () => freeDestination),
  ...replying(['command'], asCommandReply),
  ...looking(['command'], () => ownCommandWords),
  ...replying(['client'], clientLines),
  ...looking(['client'], () => ownClientWords),
  ...looking(['hello'], () => checkHello),
]

export function adapt(definition: CommandDefinition): CommandDefinition {
  return adapters
    .filter(([name]) => name === definition.name)
    .reduce((adapted, [, adapter]) => adapter(adapted), definition)
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

function noMembers(
  [key, ...members]: Arguments,
  { db }: RedisExecutionContext,
): RedisValue | undefined {
  if (members.length > 0 || !key) return undefined
  if (![null, 'zset'].includes(db.getType(key))) throw new WrongTypeRedisError()
  return RedisValue.array([])
}

function checkCount(name: string): Look {
  return (words) => {
    if (words.length > 2 && name !== 'spop') throw new WrongNumberOfArgumentsError(name)
    const failure = new PositiveCountError()
    if (words.length === 2 && integerOf(words[1], failure) < 0n) throw failure
    return undefined
  }
}

/** GEODIST takes a unit at most. */
function checkDistanceWords(words: Arguments): undefined {
  if (words.length > 4) throw new RedisSyntaxError()
}

/** A wait that is over ends with a nil of arrays. */
function nilArrayOnTimeout(value: RedisValue): RedisValue {
  const isNil = value.kind === 'null' || (value.kind === 'bulk-string' && value.value === null)
  return isNil ? RedisValue.nullArray() : value
}

/** In RESP3 these are sets. */
function asSet(value: RedisValue): RedisValue {
  return value.kind === 'array' ? RedisValue.set(value.items) : value
}

/** The destination of a set operation may hold any type: it is replaced. */
function freeDestination(
  [destination, ...sources]: Arguments,
  { db }: RedisExecutionContext,
): undefined {
  if (!destination || db.getType(destination) === null || db.getType(destination) === 'set') return
  if (sources.every((key) => [null, 'set'].includes(db.getType(key)))) db.delete(destination)
}
