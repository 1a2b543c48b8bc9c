import type { CommandDefinition } from 'js-redis-server/core'
import type { Encodings } from '../encodings.ts'
import { rawValue } from './raw-value.ts'

/** GETEX changes when a key ends, not how its value is stored; the library writes the value anew. */
export function keepEncoding(
  definition: CommandDefinition,
  encodings: Encodings,
): CommandDefinition {
  return {
    ...definition,
    execute(args, ctx) {
      const [key] = definition.keys(args)
      const before = key && rawValue(ctx.db, key)
      const kept = before && {
        encoding: encodings.of(before),
        isShared: encodings.isShared(before),
      }
      const result = definition.execute(args, ctx)
      const after = key && rawValue(ctx.db, key)
      if (kept && after) encodings.carry(after, kept.encoding, kept.isShared)
      return result
    },
  }
}
