import { RedisResult, type RedisDatabase, type RedisDataValue } from 'js-redis-server/core'
import { rawValue } from '../adapters/raw-value.ts'
import type { Policy } from './policy.ts'

const sampling = new Set(['srandmember', 'hrandfield', 'zrandmember'])
const mostSamples = 10_000
const mostBytes = 32 * 1024 * 1024
/** The largest count that Redis reads. */
const mostCount = 2n ** 63n - 1n

/**
 * One value that a command names a thousand times is copied a thousand times, in the memory of the
 * platform's own process: a Worker that takes too much of it ends the process.
 */
export const repeatedValues: Policy = {
  name: 'repeated-values',
  beforeExecute({ definition, rawArgs }, { db }) {
    const { name } = definition
    const samples = sampling.has(name) ? negativeCount(rawArgs) : 0
    if (samples > mostSamples) return refusal(name, `${mostSamples} members`)
    if (bytesOf(name, samples, rawArgs, db) > mostBytes) return refusal(name, `${mostBytes} bytes`)
    return undefined
  },
}

function refusal(name: string, most: string): RedisResult {
  return RedisResult.error(
    `${name.toUpperCase()} gives at most ${most} at once on the embedded engine. Ask for less, or install redis-server for a real Redis.`,
    'ERR',
  )
}

/**
 * How many a negative count asks for, repeats included; 0 for any other count. With values too, half
 * as many can be asked for: what is more Redis refuses, and so does the command.
 */
function negativeCount([, count, withValues]: readonly Buffer[]): number {
  const digits = /^-(\d{1,19})$/.exec(count?.toString('latin1') ?? '')?.[1]
  const asked = BigInt(digits ?? 0)
  return asked > (withValues ? mostCount / 2n : mostCount) ? 0 : Number(asked)
}

/** The bytes that may be copied, at most; 0 for commands that name nothing twice. */
function bytesOf(
  name: string,
  samples: number,
  rawArgs: readonly Buffer[],
  db: RedisDatabase,
): number {
  if (name === 'mget') return rawArgs.reduce((sum, key) => sum + largest(rawValue(db, key)), 0)
  const count = name === 'hmget' ? rawArgs.length - 1 : samples
  const [key] = rawArgs
  return count > 0 && key !== undefined ? count * largest(rawValue(db, key)) : 0
}

/** The bytes of the largest element. */
function largest(value: RedisDataValue | null): number {
  switch (value?.type) {
    case 'string':
      return value.value.length
    case 'hash':
      return most(value.fields.values(), (entry) => entry.field.length + entry.value.length)
    case 'set':
      return most(value.members.values(), (member) => member.length)
    case 'zset':
      return most(value.members.values(), ({ member }) => member.length)
    default:
      return 0
  }
}

function most<Item>(items: Iterable<Item>, lengthOf: (item: Item) => number): number {
  let found = 0
  for (const item of items) found = Math.max(found, lengthOf(item))
  return found
}
