import type { CommandDefinition } from 'js-redis-server/core'
import type { Encodings } from '../encodings.ts'
import { rawValue } from './raw-value.ts'

const compact = new Set(['intset', 'listpack'])

/** What is stored in one piece is given whole, whatever the cursor and the count. */
export function scanWhole(scan: CommandDefinition, encodings: Encodings): CommandDefinition {
  return {
    ...scan,
    execute(args, ctx) {
      const [key] = scan.keys(args)
      const value = key ? rawValue(ctx.db, key) : null
      const isWhole = value !== null && compact.has(encodings.of(value))
      return scan.execute(isWhole ? fromTheStart(args) : args, ctx)
    },
  }
}

function fromTheStart(args: unknown): unknown {
  if (typeof args !== 'object' || args === null) return args
  return { ...args, cursor: 0n, count: 1_000_000 }
}
