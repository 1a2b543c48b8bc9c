import { ExpectedFloatError } from 'js-redis-server/core'

/** A number as Redis reads a score: infinities and hexadecimals, no spaces, no NaN, nothing too large. */
export function doubleOf(
  argument: Buffer | undefined,
  failure: Error = new ExpectedFloatError(),
): number {
  const text = argument?.toString('latin1') ?? ''
  if (/^[+-]?inf(inity)?$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity
  if (/^[+-]?0x[\da-f]+$/i.test(text)) {
    const size = Number(text.replace(/^[+-]/, ''))
    return text.startsWith('-') ? -size : size
  }
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN
  if (!Number.isFinite(value)) throw failure
  return value
}
