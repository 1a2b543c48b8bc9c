import { ExpectedIntegerError } from 'js-redis-server/core'

/** A whole number of 64 bits as Redis reads it: no plus, no leading zeros, no spaces. */
export function integerOf(
  argument: Buffer | undefined,
  failure: Error = new ExpectedIntegerError(),
): bigint {
  const digits = argument?.toString('latin1') ?? ''
  if (!/^(0|-?[1-9]\d{0,18})$/.test(digits)) throw failure
  const value = BigInt(digits)
  if (BigInt.asIntN(64, value) !== value) throw failure
  return value
}
