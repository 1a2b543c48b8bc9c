import type { CommandDefinition } from 'js-redis-server/core'
import type { Encodings } from '../encodings.ts'
import { rawValue } from './raw-value.ts'

interface Kept {
  readonly parsed: unknown
  readonly isLong: boolean
}

/**
 * HSET with a long value stores the hash in its larger form, even when the same command puts a short
 * one in its place. Source: hashTypeTryConversion.
 */
export function widenHash(
  definition: CommandDefinition,
  encodings: Encodings,
  mostBytes: () => number,
): CommandDefinition {
  return {
    ...definition,
    schema: {
      parse(input, index, ctx) {
        const { value: parsed, nextIndex } = definition.schema.parse(input, index, ctx)
        const isLong = input.slice(index + 1).some(({ length }) => length > mostBytes())
        const kept: Kept = { parsed, isLong }
        return { value: kept, nextIndex }
      },
    },
    keys: (args) => (isKept(args) ? definition.keys(args.parsed) : []),
    execute(args, ctx) {
      if (!isKept(args)) return definition.execute(args, ctx)
      const result = definition.execute(args.parsed, ctx)
      const [key] = definition.keys(args.parsed)
      const hash = key && rawValue(ctx.db, key)
      if (args.isLong && hash?.type === 'hash') encodings.carry(hash, 'hashtable')
      return result
    },
  }
}

function isKept(args: unknown): args is Kept {
  return typeof args === 'object' && args !== null && 'parsed' in args && 'isLong' in args
}
