import { redisErrors } from '@keyspace/redis-lang'
import { RedisResult, type RedisDatabase } from 'js-redis-server/core'
import type { Policy } from './policy.ts'

/** How long a string would become, in bytes; 0 where the command itself refuses. */
type Grown = (args: readonly Buffer[], db: RedisDatabase) => number

const growing: ReadonlyMap<string, Grown> = new Map<string, Grown>([
  ['append', ([key, value], db) => lengthOf(db, key) + (value?.length ?? 0)],
  ['setrange', rangeEnd],
  ['setbit', ([, offset]) => Math.floor(numberOf(offset) / 8) + 1],
  ['bitfield', bitfieldLength],
])

/** Strings do not grow beyond `proto-max-bulk-len`. */
export function bulkLength(most: () => number): Policy {
  return {
    name: 'bulk-length',
    beforeExecute({ definition, rawArgs }, { db }) {
      const length = growing.get(definition.name)?.(rawArgs, db) ?? 0
      if (length <= most()) return undefined
      const isBit = definition.name === 'setbit' || definition.name === 'bitfield'
      return RedisResult.error(
        isBit ? 'ERR bit offset is not an integer or out of range' : redisErrors.stringTooBig,
      )
    },
  }
}

/** What is no string is refused for that. */
function rangeEnd([key, offset, value]: readonly Buffer[], db: RedisDatabase): number {
  const type = key === undefined ? null : db.getType(key)
  if (!value?.length || (type !== null && type !== 'string')) return 0
  return numberOf(offset) + value.length
}

function bitfieldLength(words: readonly Buffer[]): number {
  let most = 0
  words.forEach((word, at) => {
    if (!/^(set|incrby)$/i.test(word.toString('latin1'))) return
    const [, bits = '0'] = /^[iu](\d+)$/.exec(words[at + 1]?.toString('latin1') ?? '') ?? []
    const offset = words[at + 2]?.toString('latin1') ?? ''
    const start = offset.startsWith('#')
      ? numberOf(Buffer.from(offset.slice(1))) * Number(bits)
      : numberOf(words[at + 2])
    most = Math.max(most, Math.floor(start / 8) + 1)
  })
  return most
}

function lengthOf(db: RedisDatabase, key: Buffer | undefined): number {
  return key === undefined ? 0 : (db.getString(key)?.length ?? 0)
}

/** 0 for what is no number of 64 bits. */
function numberOf(argument: Buffer | undefined): number {
  const digits = argument?.toString('latin1') ?? ''
  return /^\d{1,19}$/.test(digits) && BigInt(digits) < 2n ** 63n ? Number(digits) : 0
}
