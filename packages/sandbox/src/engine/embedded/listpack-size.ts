/** The bytes of a listpack of these strings. Source: listpack.c of Redis 7.0. */
export function listpackBytes(parts: readonly Buffer[]): number {
  return parts.reduce((sum, part) => sum + entryBytes(part), 7)
}

function entryBytes(part: Buffer): number {
  const bytes = integerBytes(part) ?? stringBytes(part.length)
  return bytes + backBytes(bytes)
}

function stringBytes(length: number): number {
  if (length < 64) return 1 + length
  return length < 4096 ? 2 + length : 5 + length
}

/** Undefined when it is no whole number in the form that Redis writes. */
function integerBytes(part: Buffer): number | undefined {
  const digits = part.length > 20 ? '' : part.toString('latin1')
  if (!/^(0|-?[1-9]\d*)$/.test(digits)) return undefined
  const value = BigInt(digits)
  if (BigInt.asIntN(64, value) !== value) return undefined
  if (value >= 0n && value < 128n) return 1
  const fits = [13, 16, 24, 32].findIndex((bits) => BigInt.asIntN(bits, value) === value)
  return fits === -1 ? 9 : 2 + fits
}

/** The length of an entry is written behind it once more, seven bits to a byte. */
function backBytes(length: number): number {
  if (length < 128) return 1
  if (length < 16_384) return 2
  return length < 2_097_152 ? 3 : 4
}
