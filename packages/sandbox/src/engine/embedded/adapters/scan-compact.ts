import { RedisValue, WrongTypeRedisError, type CommandDefinition } from 'js-redis-server/core'
import type { Encodings } from '../encodings.ts'
import { before } from './before.ts'
import { rawValue } from './raw-value.ts'

const types: ReadonlyMap<string, string> = new Map([
  ['hscan', 'hash'],
  ['sscan', 'set'],
  ['zscan', 'zset'],
])
const compact = new Set(['intset', 'listpack'])
const nothing = RedisValue.array([RedisValue.bulkString(Buffer.from('0')), RedisValue.array([])])

/** What is stored in one piece is given whole, whatever the cursor and the count. */
export function scanWhole(scan: CommandDefinition, encodings: Encodings): CommandDefinition {
  const whole: CommandDefinition = {
    ...scan,
    execute(args, ctx) {
      const [key] = scan.keys(args)
      const value = key ? rawValue(ctx.db, key) : null
      const isWhole = value !== null && compact.has(encodings.of(value))
      return scan.execute(isWhole ? fromTheStart(args) : args, ctx)
    },
  }
  return before(whole, ([key, cursor], { db }) => {
    if (!/^\d+$/.test(cursor?.toString('latin1') ?? '')) return undefined
    const type = key ? db.getType(key) : null
    if (type === null) return nothing
    if (type !== types.get(scan.name)) throw new WrongTypeRedisError()
    return undefined
  })
}

function fromTheStart(args: unknown): unknown {
  if (typeof args !== 'object' || args === null) return args
  return { ...args, cursor: 0n, count: 1_000_000 }
}
