import { RedisCommandError, RedisSyntaxError, type RedisStreamData } from 'js-redis-server/core'
import { word, type Arguments } from '../command.ts'
import { integerOf } from '../integer.ts'
import { firstAtOrAfter } from './groups.ts'
import { nodesOf } from './nodes.ts'
import { readStrictId, type StreamId } from './stream-id.ts'

export interface Trim {
  readonly maxLength: bigint | undefined
  readonly minId: StreamId | undefined
  readonly approximate: boolean
  /** Entries that may be removed at once; 0 is no limit. */
  readonly limit: number
}

interface Reading {
  maxLength: bigint | undefined
  minId: StreamId | undefined
  approximate: boolean
  limit: bigint | undefined
}

const defaultLimit = 100 * 100

/** The options of XADD and XTRIM before the id, judged once `trim` is asked for; where the id is. */
export function readTrim(
  words: Arguments,
  isOther: (word: string, argument: Buffer) => 'skip' | 'stop',
): { readonly trim: () => Trim | undefined; readonly next: number } {
  const read: Reading = {
    maxLength: undefined,
    minId: undefined,
    approximate: false,
    limit: undefined,
  }
  let at = 0
  for (; at < words.length; at++) {
    const [argument, option] = [words[at] ?? Buffer.alloc(0), word(words[at])]
    const more = words.length - at - 1
    if ((option === 'maxlen' || option === 'minid') && more > 0) {
      if (read.maxLength !== undefined || read.minId !== undefined) {
        throw syntax('MAXLEN and MINID options at the same time are not compatible')
      }
      const sign = String(words[at + 1])
      read.approximate = more >= 2 && sign === '~'
      if (more >= 2 && (sign === '~' || sign === '=')) at += 1
      readThreshold(read, option, words[++at])
    } else if (option === 'limit' && more > 0) {
      read.limit = integerOf(words[++at])
      if (read.limit < 0n) throw new RedisCommandError('The LIMIT argument must be >= 0.')
    } else if (isOther(option, argument) === 'stop') break
  }
  return { trim: () => checked(read), next: at }
}

function readThreshold(read: Reading, option: string, argument: Buffer | undefined): void {
  if (option === 'minid') {
    read.minId = readStrictId(argument)
    return
  }
  read.maxLength = integerOf(argument)
  if (read.maxLength < 0n) throw new RedisCommandError('The MAXLEN argument must be >= 0.')
}

function checked({ maxLength, minId, approximate, limit }: Reading): Trim | undefined {
  const trims = maxLength !== undefined || minId !== undefined
  if (limit !== undefined && limit !== 0n && !trims) {
    throw syntax('LIMIT cannot be used without specifying a trimming strategy')
  }
  if (limit !== undefined && !approximate) {
    throw syntax('LIMIT cannot be used without the special ~ option')
  }
  if (!trims) return undefined
  const most = approximate ? defaultLimit : 0
  return { maxLength, minId, approximate, limit: limit === undefined ? most : Number(limit) }
}

function syntax(why: string): RedisCommandError {
  return new RedisCommandError(`${new RedisSyntaxError().message}, ${why}`)
}

/** Removes the oldest entries; how many. Trimming is no deletion: `max-deleted-entry-id` stays. */
export function trimStream(stream: RedisStreamData, trim: Trim): number {
  const { entries } = stream
  const exact = trim.approximate ? wholeNodes(stream, trim) : surplus(entries, trim)
  if (exact > 0) {
    forgetTrimmed(stream, exact)
    entries.splice(0, exact)
  }
  return exact
}

function surplus(entries: RedisStreamData['entries'], { maxLength, minId }: Trim): number {
  if (minId) return firstAtOrAfter(entries, minId)
  const more = BigInt(entries.length) - (maxLength ?? 0n)
  return more > 0n ? Number(more) : 0
}

/** Entries of the nodes that can go as a whole. Source: streamTrim of Redis 7.0. */
function wholeNodes(stream: RedisStreamData, trim: Trim): number {
  const { entries } = stream
  let removed = 0
  for (const { live } of nodesOf(stream)) {
    if (trim.limit > 0 && removed + live > trim.limit) break
    if (removed + live > surplus(entries, trim)) break
    removed += live
  }
  return removed
}

function forgetTrimmed(stream: RedisStreamData, count: number): void {
  let left = count
  for (const node of nodesOf(stream)) {
    if (left <= 0) return
    const gone = Math.min(left, node.live)
    node.live -= gone
    node.deleted += gone
    left -= gone
  }
}
