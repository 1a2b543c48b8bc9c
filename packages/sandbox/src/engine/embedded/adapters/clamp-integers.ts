import type { CommandDefinition } from 'js-redis-server/core'
import { word } from '../commands/command.ts'
import { rewriteWords } from './rewrite-words.ts'

const most = BigInt(Number.MAX_SAFE_INTEGER)

/**
 * The same command with whole numbers of 64 bits where the library reads only 53: beyond the end of
 * anything they all mean the same.
 */
export function clampIntegers(
  definition: CommandDefinition,
  positions: readonly number[],
): CommandDefinition {
  return rewriteWords(definition, (words) =>
    words.map((one, at) => (positions.includes(at) ? clamped(one) : one)),
  )
}

/** The same for the two numbers behind LIMIT, which stands behind the first `from` words. */
export function clampLimit(definition: CommandDefinition, from: number): CommandDefinition {
  return rewriteWords(definition, (words) =>
    words.map((one, at) =>
      words.slice(Math.max(from, at - 2), at).some((before) => word(before) === 'limit')
        ? clamped(one)
        : one,
    ),
  )
}

/** A whole number within the 53 bits; what is none stays as it is. */
export function clamped(argument: Buffer): Buffer {
  const digits = argument.toString('latin1')
  if (!/^-?[1-9]\d{15,18}$/.test(digits)) return argument
  const value = BigInt(digits)
  if (BigInt.asIntN(64, value) !== value) return argument
  if (value > most) return Buffer.from(String(most))
  return value < -most ? Buffer.from(String(-most)) : argument
}
