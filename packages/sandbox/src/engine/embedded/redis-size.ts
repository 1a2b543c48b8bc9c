import type { RedisDataValue } from 'js-redis-server/core'
import type { Encoding } from './encodings.ts'
import { nodesOf, radixNodes } from './commands/streams/nodes.ts'
import { listpackBytes } from './listpack-size.ts'
import { formatDouble } from './numbers/format-double.ts'

/** Sizes of Redis's structures on 64 bits. */
const of = {
  object: 16,
  dictEntry: 24,
  dict: 56,
  slot: 8,
  quicklist: 40,
  quicklistNode: 40,
  zset: 16,
  skiplist: 32,
  skiplistHeader: 640,
  /** Of one level; how many levels there are is chance. */
  skiplistNode: 48,
  stream: 80,
}
const nodeBytes = 8 * 1024
/** A stream's listpack is made this long at once. */
const streamListpack = 4096

/**
 * What MEMORY USAGE of redis-server 7.0.15 with jemalloc answers: to the byte for what is stored in
 * one piece, in the mean for skip lists and samples of large tables.
 *
 * Source: objectComputeSize of Redis 7.0.
 */
export function redisSize(
  key: Buffer,
  value: RedisDataValue,
  encoding: Encoding,
  samples: number,
): number {
  return of.dictEntry + sdsSize(key.length) + of.object + contentSize(value, encoding, samples)
}

function contentSize(value: RedisDataValue, encoding: Encoding, samples: number): number {
  switch (value.type) {
    case 'string':
      return stringSize(value.value.length, encoding)
    case 'list':
      return quicklistSize(value.values, samples)
    case 'set': {
      const members = [...value.members.values()]
      if (encoding === 'intset') return allocated(8 + members.length * widthOf(members))
      return tableSize(members.length, samples, members, (member) => sdsSize(member.length))
    }
    case 'hash': {
      const fields = [...value.fields.values()]
      if (encoding === 'listpack') {
        return listpackSize(fields.flatMap((one) => [one.field, one.value]))
      }
      return tableSize(
        fields.length,
        samples,
        fields,
        (one) => sdsSize(one.field.length) + sdsSize(one.value.length),
      )
    }
    case 'zset': {
      const members = [...value.members.values()]
      if (encoding === 'listpack') {
        return listpackSize(
          members.flatMap(({ member, score }) => [member, Buffer.from(formatDouble(score))]),
        )
      }
      const table = tableSize(
        members.length,
        samples,
        members,
        ({ member }) => sdsSize(member.length) + of.skiplistNode,
      )
      return of.zset + of.skiplist + of.skiplistHeader + table
    }
    case 'stream': {
      const nodes = nodesOf(value)
      return (
        of.stream +
        16 * nodes.length +
        (4 + 240) * radixNodes(nodes) +
        nodes.length * streamListpack
      )
    }
  }
}

/** The object itself is counted by the caller; an embstr is one piece with it. */
function stringSize(length: number, encoding: Encoding): number {
  if (encoding === 'int') return 0
  if (encoding === 'embstr') return allocated(of.object + 3 + length + 1) - of.object
  return sdsSize(length)
}

function quicklistSize(values: readonly Buffer[], samples: number): number {
  const nodes: Buffer[][] = [[]]
  let bytes = 0
  for (const value of values) {
    const more = listpackBytes([value]) - listpackBytes([])
    if (bytes > 0 && bytes + more > nodeBytes) {
      nodes.push([])
      bytes = 0
    }
    nodes.at(-1)?.push(value)
    bytes += more
  }
  const sizes = nodes
    .slice(0, samples === 0 ? undefined : samples)
    .map((node) => of.quicklistNode + listpackSize(node))
  return of.quicklist + Math.floor(mean(sizes) * nodes.length)
}

function tableSize<Item>(
  count: number,
  samples: number,
  items: readonly Item[],
  sizeOf: (item: Item) => number,
): number {
  const slots = Math.max(4, 2 ** Math.ceil(Math.log2(Math.max(1, count))))
  const sizes = items
    .slice(0, samples === 0 ? undefined : samples)
    .map((item) => of.dictEntry + sizeOf(item))
  return of.dict + slots * of.slot + Math.floor(mean(sizes) * count)
}

function mean(sizes: readonly number[]): number {
  return sizes.length === 0 ? 0 : sizes.reduce((a, b) => a + b) / sizes.length
}

/** The smallest whole number of bytes that holds all of them: 2, 4 or 8. */
function widthOf(members: readonly Buffer[]): 2 | 4 | 8 {
  const fits = (bits: number): boolean =>
    members.every((member) => {
      const number = BigInt(member.toString('latin1'))
      return BigInt.asIntN(bits, number) === number
    })
  if (fits(16)) return 2
  return fits(32) ? 4 : 8
}

function listpackSize(parts: readonly Buffer[]): number {
  return allocated(listpackBytes(parts))
}

/** A string with its header, which is as long as its length needs. */
function sdsSize(length: number): number {
  const header = length < 32 ? 1 : length < 256 ? 3 : length < 65_536 ? 5 : 9
  return allocated(header + length + 1)
}

/** What jemalloc gives for so many bytes: four classes to each doubling. */
function allocated(bytes: number): number {
  if (bytes <= 8) return 8
  if (bytes <= 128) return Math.ceil(bytes / 16) * 16
  const step = 2 ** (Math.ceil(Math.log2(bytes)) - 3)
  return Math.ceil(bytes / step) * step
}
