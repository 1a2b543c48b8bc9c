import type { Argv } from '@keyspace/redis-lang'

const UPPER_A = 0x41
const UPPER_Z = 0x5a
const TO_LOWER = 0x20

/** The byte of an ASCII letter in lower case; any other byte as it is. */
export function lowerByte(byte: number): number {
  return byte >= UPPER_A && byte <= UPPER_Z ? byte + TO_LOWER : byte
}

/** The argument as text, one character a byte; empty when there is none. */
export function latin1(argument: Uint8Array | undefined): string {
  if (argument === undefined) return ''
  return Buffer.from(argument.buffer, argument.byteOffset, argument.length).toString('latin1')
}

/** The argument at that place in lower case. */
export function word(argv: Argv, index: number): string {
  return latin1(argv[index]).toLowerCase()
}

/** True when the argument is that word, which is given in lower case, in whatever case. */
export function isWord(argument: Uint8Array | undefined, lowercase: string): boolean {
  if (argument?.length !== lowercase.length) return false
  for (let at = 0; at < lowercase.length; at++) {
    if (lowerByte(argument[at] ?? 0) !== lowercase.charCodeAt(at)) return false
  }
  return true
}

const INTEGER = /^(?:0|-?[1-9]\d{0,18})$/

/** An integer of 64 bits as Redis reads one (string2ll); undefined for any other text. */
export function integer(argument: Uint8Array | undefined): number | undefined {
  if (argument === undefined || argument.length > 20) return undefined
  const text = latin1(argument)
  if (!INTEGER.test(text)) return undefined
  const value = Number(text)
  if (Number.isSafeInteger(value)) return value
  return BigInt.asIntN(64, BigInt(text)) === BigInt(text) ? value : undefined
}
