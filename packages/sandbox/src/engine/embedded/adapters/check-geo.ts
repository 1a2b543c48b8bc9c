import {
  RedisCommandError,
  RedisSyntaxError,
  RedisValue,
  WrongTypeRedisError,
  type RedisDataValue,
} from 'js-redis-server/core'
import { word, type Arguments } from '../commands/command.ts'
import { doubleOf } from '../commands/double.ts'
import { integerOf } from '../commands/integer.ts'
import { typedName } from '../keyspace-notices.ts'
import type { Look } from './before.ts'
import { rawValue } from './raw-value.ts'

type Geo = 'radius' | 'member' | 'search' | 'searchstore'

interface Seen {
  readonly kind: Geo
  readonly mayStore: boolean
  readonly source: RedisDataValue | null
  readonly found: Set<string>
  storeAt: Buffer | undefined
  count: bigint
}

const flags = new Set(['withdist', 'withhash', 'withcoord', 'any', 'asc', 'desc'])

/** Reads the words of the GEO queries in Redis's order, and answers for a key that is not there. */
export function checkGeo(name: string): Look {
  const kind = kindOf(name)
  const source = kind === 'searchstore' ? 1 : 0
  return (words, { db }) => {
    const key = words[source]
    const value = key === undefined ? null : rawValue(db, key)
    if (value !== null && value.type !== 'zset') throw new WrongTypeRedisError()
    const seen: Seen = {
      kind,
      mayStore: !name.endsWith('_ro') && !kind.startsWith('search'),
      source: value,
      found: new Set(),
      storeAt: kind === 'searchstore' ? words[0] : undefined,
      count: 0n,
    }
    readOptions(words.slice(readCentre(words, seen)), seen)
    judge(seen)
    if (value !== null) return undefined
    if (seen.storeAt === undefined) return RedisValue.array([])
    db.delete(seen.storeAt)
    return RedisValue.integer(0)
  }
}

function kindOf(name: string): Geo {
  if (name.startsWith('georadiusbymember')) return 'member'
  if (name.startsWith('georadius')) return 'radius'
  return name === 'geosearch' ? 'search' : 'searchstore'
}

/** Where the options begin. */
function readCentre(words: Arguments, { kind, source }: Seen): number {
  switch (kind) {
    case 'radius':
      checkPlace(words.slice(1, 3))
      checkDistance(words.slice(3, 5))
      return 5
    case 'member':
      if (source) {
        checkMember(source, words[1])
        checkDistance(words.slice(2, 4))
      }
      return 4
    case 'search':
      return 1
    case 'searchstore':
      return 2
  }
}

function readOptions(words: Arguments, seen: Seen): void {
  for (let at = 0; at < words.length; at++) {
    const option = word(words[at])
    const more = words.length - at - 1
    if (flags.has(option)) seen.found.add(option)
    else if (option === 'count' && more > 0) {
      seen.count = integerOf(words[++at])
      if (seen.count <= 0n) throw new RedisCommandError('COUNT must be > 0')
    } else if (seen.mayStore && /^store(dist)?$/.test(option) && more > 0) {
      seen.storeAt = words[++at]
    } else if (seen.kind === 'searchstore' && option === 'storedist') seen.found.add(option)
    else at += readShape(words.slice(at), seen)
  }
}

/** How many words follow the one that names the place or the shape. */
function readShape(words: Arguments, { kind, source, found }: Seen): number {
  if (!kind.startsWith('search')) throw new RedisSyntaxError()
  const [option, more] = [word(words[0]), words.length - 1]
  if (option === 'frommember' && more >= 1 && !found.has('fromlonlat')) {
    found.add(option)
    if (source) checkMember(source, words[1])
    return 1
  }
  if (option === 'fromlonlat' && more >= 2 && !found.has('frommember')) {
    found.add(option)
    checkPlace(words.slice(1, 3))
    return 2
  }
  if (option === 'byradius' && more >= 2 && !found.has('bybox')) {
    found.add(option)
    checkDistance(words.slice(1, 3))
    return 2
  }
  if (option === 'bybox' && more >= 3 && !found.has('byradius')) {
    found.add(option)
    checkBox(words.slice(1, 4))
    return 3
  }
  throw new RedisSyntaxError()
}

function judge({ kind, found, storeAt, count }: Seen): void {
  if (
    storeAt !== undefined &&
    ['withdist', 'withhash', 'withcoord'].some((one) => found.has(one))
  ) {
    const what = kind === 'searchstore' ? 'GEOSEARCHSTORE' : 'STORE option in GEORADIUS'
    throw new RedisCommandError(
      `${what} is not compatible with WITHDIST, WITHHASH and WITHCOORD options`,
    )
  }
  if (kind.startsWith('search')) {
    const typed = typedName()
    if (!found.has('frommember') && !found.has('fromlonlat')) {
      throw new RedisCommandError(
        `exactly one of FROMMEMBER or FROMLONLAT can be specified for ${typed}`,
      )
    }
    if (!found.has('byradius') && !found.has('bybox')) {
      throw new RedisCommandError(`exactly one of BYRADIUS and BYBOX can be specified for ${typed}`)
    }
  }
  if (found.has('any') && count === 0n) {
    throw new RedisCommandError('the ANY argument requires COUNT argument')
  }
}

function checkMember(source: RedisDataValue, member: Buffer | undefined): void {
  const held = source.type === 'zset' && member && source.members.has(member.toString('hex'))
  if (held !== true) throw new RedisCommandError('could not decode requested zset member')
}

function checkPlace([longitude, latitude]: Arguments): void {
  const [x, y] = [doubleOf(longitude), doubleOf(latitude)]
  if (x >= -180 && x <= 180 && y >= -85.05112878 && y <= 85.05112878) return
  throw new RedisCommandError(`invalid longitude,latitude pair ${fixed(x)},${fixed(y)}`)
}

function fixed(value: number): string {
  if (Number.isFinite(value)) return value.toFixed(6)
  return value > 0 ? 'inf' : '-inf'
}

function checkDistance([radius, unit]: Arguments): void {
  if (doubleOf(radius, new RedisCommandError('need numeric radius')) < 0) {
    throw new RedisCommandError('radius cannot be negative')
  }
  checkUnit(unit)
}

function checkBox([width, height, unit]: Arguments): void {
  const sides = [
    doubleOf(width, new RedisCommandError('need numeric width')),
    doubleOf(height, new RedisCommandError('need numeric height')),
  ]
  if (sides.some((side) => side < 0)) {
    throw new RedisCommandError('height or width cannot be negative')
  }
  checkUnit(unit)
}

function checkUnit(unit: Buffer | undefined): void {
  if (['m', 'km', 'ft', 'mi'].includes(word(unit))) return
  throw new RedisCommandError('unsupported unit provided. please use M, KM, FT, MI')
}
