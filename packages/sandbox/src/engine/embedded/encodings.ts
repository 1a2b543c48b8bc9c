import type { RedisDataValue, RedisMutationEvent } from 'js-redis-server/core'

/** How OBJECT ENCODING calls the ways that Redis 7.0 stores a value. */
export type Encoding =
  | 'int'
  | 'embstr'
  | 'raw'
  | 'quicklist'
  | 'listpack'
  | 'hashtable'
  | 'intset'
  | 'skiplist'
  | 'stream'

/** The value of a numeric setting by its name. */
export type Thresholds = (name: string) => number

/** Commands that change a string in place leave it `raw`, whatever its length. */
const inPlace = new Set(['append', 'setrange', 'setbit', 'bitfield', 'pfadd', 'pfcount', 'pfmerge'])
/** Commands that store text without looking whether it is a whole number. */
const asText = new Set(['incrbyfloat', 'getrange', 'bitop'])

/**
 * Knows how real Redis would store each value. A collection that once outgrew its compact form does
 * not go back, so the way is kept with the value and looked at again after each write.
 *
 * Source: https://redis.io/docs/latest/commands/object-encoding/
 */
export class Encodings {
  readonly #known = new WeakMap<RedisDataValue, Encoding>()
  readonly #shared = new WeakSet<RedisDataValue>()
  readonly #thresholds: Thresholds

  constructor(thresholds: Thresholds) {
    this.#thresholds = thresholds
  }

  /** To be told of every write, with the name of the command that wrote. */
  note(event: RedisMutationEvent, writer: string | null): void {
    if (event.type !== 'write') return
    const { value } = event
    // What an operation stores is a new value, whatever was there before.
    if (writer?.endsWith('store')) this.#known.delete(value)
    const known = this.#known.get(value)
    if (known === 'hashtable' || known === 'skiplist') return
    const encoding = encodingOf(value, known, writer, this.#thresholds)
    this.#known.set(value, encoding)
    if (encoding === 'int' && value.type === 'string' && isSmallNumber(value.value, writer))
      this.#shared.add(value)
  }

  /** Whether real Redis would use one of its ready-made numbers for the value. */
  isShared(value: RedisDataValue): boolean {
    return this.#shared.has(value)
  }

  /** A value that went to another key or was copied stays as it was stored. */
  carry(value: RedisDataValue, encoding: Encoding, isShared = false): void {
    this.#known.set(value, encoding)
    if (isShared) this.#shared.add(value)
  }

  of(value: RedisDataValue): Encoding {
    return this.#known.get(value) ?? encodingOf(value, undefined, null, this.#thresholds)
  }
}

function encodingOf(
  value: RedisDataValue,
  known: Encoding | undefined,
  writer: string | null,
  limit: Thresholds,
): Encoding {
  switch (value.type) {
    case 'string':
      return stringEncoding(value.value, writer)
    case 'list':
      return 'quicklist'
    case 'stream':
      return 'stream'
    case 'hash': {
      const parts = [...value.fields.values()].flatMap(({ field, value: held }) => [field, held])
      return isSmall(parts, value.fields.size, 'hash', limit) ? 'listpack' : 'hashtable'
    }
    case 'zset': {
      const members = [...value.members.values()].map(({ member }) => member)
      return isSmall(members, members.length, 'zset', limit) ? 'listpack' : 'skiplist'
    }
    case 'set': {
      const fits = value.members.size <= limit('set-max-intset-entries')
      const whole = fits && [...value.members.values()].every(isWholeNumber)
      return whole && known !== 'hashtable' ? 'intset' : 'hashtable'
    }
  }
}

function isSmall(
  parts: readonly Buffer[],
  entries: number,
  kind: 'hash' | 'zset',
  limit: Thresholds,
): boolean {
  if (entries > limit(`${kind}-max-listpack-entries`)) return false
  const bytes = limit(`${kind}-max-listpack-value`)
  return parts.every((part) => part.length <= bytes)
}

function stringEncoding(value: Buffer, writer: string | null): Encoding {
  if (writer !== null && inPlace.has(writer)) return 'raw'
  if (!(writer !== null && asText.has(writer)) && isWholeNumber(value)) return 'int'
  return value.length <= 44 ? 'embstr' : 'raw'
}

/** Numbers below 10,000 that were stored and not calculated. */
function isSmallNumber(value: Buffer, writer: string | null): boolean {
  return /^\d{1,4}$/.test(value.toString('latin1')) && !/^(in|de)cr/.test(writer ?? '')
}

function isWholeNumber(value: Buffer): boolean {
  if (value.length === 0 || value.length > 20) return false
  const digits = value.toString('latin1')
  if (!/^(0|-?[1-9]\d*)$/.test(digits)) return false
  return BigInt.asIntN(64, BigInt(digits)) === BigInt(digits)
}
