import { RedisResult, type CommandDefinition } from 'js-redis-server/core'
import type { Encodings } from '../encodings.ts'
import { rawValue } from './raw-value.ts'

/** RENAME and COPY leave a value stored as it was. */
export function carryEncoding(
  definition: CommandDefinition,
  encodings: Encodings,
): CommandDefinition {
  return {
    ...definition,
    execute(args, ctx) {
      const [source, destination] = definition.keys(args)
      const before = source && rawValue(ctx.db, source)
      const encoding = before && encodings.of(before)
      // COPY … DB leaves what is here under that name.
      const there = destination && rawValue(ctx.db, destination)
      const result = definition.execute(args, ctx)
      const after = destination && rawValue(ctx.db, destination)
      if (encoding && after && after !== there && isMoved(result)) {
        encodings.carry(after, encoding)
      }
      return result
    },
  }
}

/** Neither an error nor the 0 of what was not done. */
function isMoved(result: unknown): boolean {
  if (!(result instanceof RedisResult)) return false
  const { value } = result
  return value.kind === 'simple-string' || (value.kind === 'integer' && Number(value.value) === 1)
}
