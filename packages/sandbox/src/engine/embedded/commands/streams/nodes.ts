import type { RedisStreamData } from 'js-redis-server/core'
import type { StreamId } from './stream-id.ts'

type Entry = RedisStreamData['entries'][number]

/**
 * Redis keeps the entries of a stream in nodes of up to 100 entries or 4096 bytes; `~` trims whole
 * nodes only, and XINFO counts them.
 *
 * Source: streamAppendItem of Redis 7.0, with its default `stream-node-max-*`.
 */
export interface StreamNode {
  readonly first: StreamId
  readonly fields: readonly Buffer[]
  live: number
  /** Entries that were deleted; they still take room. */
  deleted: number
  bytes: number
}

const mostEntries = 100
const mostBytes = 4096

const nodeOf = new WeakMap<Entry, StreamNode>()

/** To be told of each entry that was added at the end. */
export function placeEntry({ entries }: RedisStreamData): void {
  const [entry, before] = [entries.at(-1), entries.at(-2)]
  if (entry) place(entry, before && nodeOf.get(before))
}

/** To be told of each entry that was deleted from within. */
export function forgetEntry(entry: Entry): void {
  const node = nodeOf.get(entry)
  if (!node) return
  node.live -= 1
  node.deleted += 1
}

/** The nodes from the first on; a stream that was copied is laid out anew. */
export function nodesOf({ entries }: RedisStreamData): readonly StreamNode[] {
  const nodes: StreamNode[] = []
  for (const entry of entries) {
    const node = nodeOf.get(entry) ?? place(entry, nodes.at(-1))
    if (node !== nodes.at(-1)) nodes.push(node)
  }
  return nodes
}

function place(entry: Entry, last: StreamNode | undefined): StreamNode {
  const fits =
    last &&
    last.bytes + entrySize(entry, last) < mostBytes &&
    last.live + last.deleted < mostEntries
  const node = fits ? last : newNode(entry)
  node.live += 1
  node.bytes += entrySize(entry, node)
  nodeOf.set(entry, node)
  return node
}

function newNode({ id, fields }: Entry): StreamNode {
  const names = fields.filter((_, at) => at % 2 === 0)
  const master = names.reduce((sum, name) => sum + packedSize(name), 7 + 2 * 3 + 2)
  return { first: id, fields: names, live: 0, deleted: 0, bytes: master }
}

function entrySize({ fields }: Entry, { fields: names }: StreamNode): number {
  const same = names.every((name, at) => fields[2 * at]?.equals(name) === true)
  const isSame = same && names.length * 2 === fields.length
  const kept = isSame ? fields.filter((_, at) => at % 2 === 1) : fields
  return kept.reduce((sum, part) => sum + packedSize(part), isSame ? 2 * 4 : 2 * 5)
}

/** What a string takes in a listpack. */
function packedSize({ length }: Buffer): number {
  const header = length < 64 ? 1 : length < 4096 ? 2 : 5
  const whole = header + length
  return whole + (whole < 128 ? 1 : whole < 16_384 ? 2 : 3)
}

/** How many nodes the radix tree has whose keys are the nodes' first ids. */
export function radixNodes(nodes: readonly StreamNode[]): number {
  return countRadix(nodes.map(({ first }) => bytesOf(first)))
}

function bytesOf({ ms, seq }: StreamId): string {
  return ms.toString(16).padStart(16, '0') + seq.toString(16).padStart(16, '0')
}

/** A stretch without a fork is one node, and so is each fork; the keys are bytes in hex, sorted. */
function countRadix(keys: readonly string[], from = 0): number {
  const [first] = keys
  const last = keys.at(-1)
  if (first === undefined || last === undefined || from >= first.length) return 1
  let to = from
  while (to < first.length && first.slice(to, to + 2) === last.slice(to, to + 2)) to += 2
  if (to > from) return 1 + countRadix(keys, to)
  const branches = new Map<string, string[]>()
  for (const key of keys) {
    const branch = key.slice(from, from + 2)
    branches.set(branch, [...(branches.get(branch) ?? []), key])
  }
  return [...branches.values()].reduce((sum, branch) => sum + countRadix(branch, from + 2), 1)
}
