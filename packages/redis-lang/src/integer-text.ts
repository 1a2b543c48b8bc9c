import { MINUS, ZERO } from './ascii.ts'

const SAFE_DIGITS = 15

/** Decimal digits at `bytes[from, to)`; NaN when there is none or another byte stands among them. */
function digits(bytes: Uint8Array, from: number, to: number): number {
  if (from >= to) return NaN
  let value = 0
  for (let at = from; at < to; at++) {
    const digit = (bytes[at] ?? 0) - ZERO
    if (digit < 0 || digit > 9) return NaN
    value = value * 10 + digit
  }
  return value
}

/** The decimal integer at `bytes[from, to)`; NaN when it is none, a bigint beyond 2^53. */
export function parseInteger(bytes: Uint8Array, from: number, to: number): number | bigint {
  const negative = bytes[from] === MINUS
  const first = negative ? from + 1 : from
  const value = digits(bytes, first, to)
  if (to - first > SAFE_DIGITS && !Number.isSafeInteger(value) && !Number.isNaN(value)) {
    const exact = BigInt(String.fromCharCode(...bytes.subarray(first, to)))
    return negative ? -exact : exact
  }
  return negative && value !== 0 ? -value : value
}

/**
 * A length as redis-server reads it (string2ll): no leading zero, no plus sign; NaN when malformed.
 */
export function parseLength(bytes: Uint8Array, from: number, to: number): number {
  const negative = bytes[from] === MINUS
  const first = negative ? from + 1 : from
  const leadingZero = bytes[first] === ZERO && (negative || to - first > 1)
  if (leadingZero || to - first > 19) return NaN
  const value = digits(bytes, first, to)
  return negative ? -value : value
}
