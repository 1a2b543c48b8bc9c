import {
  ExpectedFloatError,
  HashValueNotFloatError,
  IncrByFloatNanOrInfinityError,
  RedisCommandError,
  RedisValue,
  WrongTypeRedisError,
} from 'js-redis-server/core'
import {
  addLongDouble,
  formatLongDouble,
  parseLongDouble,
  type LongDouble,
} from '../numbers/long-double.ts'
import { command } from './command.ts'

const nothing = Buffer.alloc(0)

/** Source: https://redis.io/docs/latest/commands/incrbyfloat/ */
export const incrbyfloat = command('incrbyfloat', ([key = nothing, by], { db }) => {
  const type = db.getType(key)
  if (type !== null && type !== 'string') throw new WrongTypeRedisError()
  const value = increment(db.getString(key), by, new ExpectedFloatError())
  db.setString(key, value, { keepTtl: true })
  return RedisValue.bulkString(value)
})

/** Source: https://redis.io/docs/latest/commands/hincrbyfloat/ */
export const hincrbyfloat = command(
  'hincrbyfloat',
  ([key = nothing, field = nothing, by], { db }) => {
    const added = numberOf(by, new ExpectedFloatError())
    if (added === 'infinite') throw new RedisCommandError('value is NaN or Infinity')
    const held = db.getHash(key)?.fields.get(field.toString('hex'))?.value ?? null
    const value = increment(held, by, new HashValueNotFloatError())
    db.updateHash(key, (hash) => hash.setField(field, value, { forceDirty: true }))
    return RedisValue.bulkString(value)
  },
)

function increment(held: Buffer | null, by: Buffer | undefined, notFloat: Error): Buffer {
  const current = held === null ? { mantissa: 0n, exponent: 0 } : numberOf(held, notFloat)
  const added = numberOf(by, new ExpectedFloatError())
  if (current === 'infinite' || added === 'infinite') throw new IncrByFloatNanOrInfinityError()
  return Buffer.from(formatLongDouble(addLongDouble(current, added)))
}

function numberOf(argument: Buffer | undefined, failure: Error): LongDouble | 'infinite' {
  const value = parseLongDouble(argument?.toString('latin1') ?? '')
  if (value === undefined) throw failure
  return value
}
