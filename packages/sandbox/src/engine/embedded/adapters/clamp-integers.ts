import type { CommandDefinition } from 'js-redis-server/core'

const most = Number.MAX_SAFE_INTEGER

/**
 * The same command with whole numbers of 64 bits where the library reads only 53: beyond the end of
 * anything they all mean the same.
 */
export function clampIntegers(
  definition: CommandDefinition,
  positions: readonly number[],
): CommandDefinition {
  return {
    ...definition,
    schema: {
      parse(input, index, ctx) {
        const words = input.map((word, at) =>
          positions.includes(at - index) ? clamped(word) : word,
        )
        return definition.schema.parse(words, index, ctx)
      },
    },
  }
}

function clamped(word: Buffer): Buffer {
  const digits = word.toString('latin1')
  if (!/^-?[1-9]\d{15,18}$/.test(digits)) return word
  const value = BigInt(digits)
  if (BigInt.asIntN(64, value) !== value) return word
  const limit = BigInt(most)
  if (value > limit) return Buffer.from(String(limit))
  return value < -limit ? Buffer.from(String(-limit)) : word
}
