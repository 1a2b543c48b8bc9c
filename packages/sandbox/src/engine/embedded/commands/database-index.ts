import {
  DbIndexOutOfRangeError,
  ExpectedIntegerError,
  RedisCommandError,
} from 'js-redis-server/core'
import { integerOf } from './integer.ts'

const [least, most] = [-(2n ** 31n), 2n ** 31n - 1n]
const outside = new RedisCommandError(
  `value is out of range, value must between ${least} and ${most}`,
)

/**
 * The number of a database as Redis reads it: a whole number of 32 bits, then one that there is.
 * @throws {RedisCommandError} `failure`, when given, for what is no such number.
 */
export function databaseIndex(
  argument: Buffer | undefined,
  databases: readonly unknown[],
  failure?: RedisCommandError,
): number {
  const index = integerOf(argument, failure ?? new ExpectedIntegerError())
  if (index < least || index > most) throw failure ?? outside
  const at = Number(index)
  if (databases[at] === undefined) throw new DbIndexOutOfRangeError()
  return at
}
