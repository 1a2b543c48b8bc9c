import { RedisCommandError, type RedisStreamData } from 'js-redis-server/core'
import { compareIds, firstId, idText, type StreamId } from './stream-id.ts'
import { noted, type StreamKey } from './stream-at.ts'

export type Group = RedisStreamData['groups'] extends Map<string, infer G> ? G : never
export type Pending = Group['pending'] extends Map<string, infer P> ? P : never
export type Consumer = Group['consumers'] extends Map<string, infer C> ? C : never

const nameOf = (name: Buffer): string => name.toString('hex')

export function findGroup(stream: RedisStreamData | null, name: Buffer): Group | undefined {
  return stream?.groups.get(nameOf(name))
}

/** @throws {RedisCommandError} NOGROUP, as XPENDING, XCLAIM and XAUTOCLAIM say it. */
export function requireGroup(
  stream: RedisStreamData | null,
  key: Buffer,
  name: Buffer,
): readonly [RedisStreamData, Group] {
  const group = findGroup(stream, name)
  if (stream && group) return [stream, group]
  throw new RedisCommandError(
    `No such key '${key.toString('latin1')}' or consumer group '${name.toString('latin1')}'`,
    'NOGROUP',
  )
}

export function createGroup(
  stream: RedisStreamData,
  name: Buffer,
  lastDeliveredId: StreamId,
  entriesRead: number | null,
): boolean {
  if (findGroup(stream, name)) return false
  const empty = { consumers: new Map(), pending: new Map() }
  stream.groups.set(nameOf(name), { name, lastDeliveredId, entriesRead, ...empty })
  return true
}

export function findConsumer(group: Group, name: Buffer): Consumer | undefined {
  return group.consumers.get(nameOf(name))
}

export function createConsumer(group: Group, name: Buffer): void {
  group.consumers.set(nameOf(name), { name, seenAt: Date.now(), activeAt: null })
}

/** The consumer's id in what is pending; the consumer is made when it is new. */
export function useConsumer(
  at: StreamKey,
  stream: RedisStreamData,
  group: Group,
  name: Buffer,
): string {
  const known = findConsumer(group, name)
  if (known) known.seenAt = Date.now()
  else {
    createConsumer(group, name)
    noted(at, stream, 'xgroup-createconsumer')
  }
  return nameOf(name)
}

export function pendingOf(group: Group, consumer: Buffer): readonly Pending[] {
  const id = nameOf(consumer)
  return sortedPending(group).filter(({ consumerId }) => consumerId === id)
}

export function sortedPending(group: Group): readonly Pending[] {
  return [...group.pending.values()].sort((a, b) => compareIds(a.id, b.id))
}

/** Groups and consumers come in the order of their names. */
export function byName<T extends { readonly name: Buffer }>(named: Iterable<T>): readonly T[] {
  return [...named].sort((a, b) => Buffer.compare(a.name, b.name))
}

export function consumerName(group: Group, { consumerId }: Pending): Buffer {
  return group.consumers.get(consumerId)?.name ?? Buffer.from(consumerId, 'hex')
}

export function deliver(group: Group, id: StreamId, consumerId: string, count = 1): Pending {
  const pending = { id, consumerId, deliveredAt: Date.now(), deliveryCount: count }
  group.pending.set(idText(id), pending)
  return pending
}

export function findEntry(
  { entries }: RedisStreamData,
  id: StreamId,
): RedisStreamData['entries'][number] | undefined {
  const entry = entries[firstAtOrAfter(entries, id)]
  return entry && compareIds(entry.id, id) === 0 ? entry : undefined
}

/** The index of the first entry that is not before `id`. */
export function firstAtOrAfter(entries: RedisStreamData['entries'], id: StreamId): number {
  let [low, high] = [0, entries.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const entry = entries[middle]
    if (entry && compareIds(entry.id, id) < 0) low = middle + 1
    else high = middle
  }
  return low
}

/** Whether an entry was deleted from `start` on. Source: streamRangeHasTombstones of Redis 7.0. */
function hasTombstones({ entries, maxDeletedEntryId }: RedisStreamData, start: StreamId): boolean {
  if (entries.length === 0 || compareIds(maxDeletedEntryId, firstId) === 0) return false
  return compareIds(start, maxDeletedEntryId) <= 0
}

/**
 * How many entries were added up to an id; null when deletions make it unknowable.
 *
 * Source: streamEstimateDistanceFromFirstEverEntry of Redis 7.0.
 */
function entriesUpTo(stream: RedisStreamData, id: StreamId): number | null {
  const { entries, entriesAdded, lastId, maxDeletedEntryId } = stream
  if (entriesAdded === 0) return 0
  const first = entries[0]?.id ?? firstId
  const toLast = compareIds(id, lastId)
  if (entries.length === 0 && toLast < 1) return entriesAdded
  if (toLast === 0) return entriesAdded
  if (toLast > 0) return null
  const toFirst = compareIds(id, first)
  const isWhole =
    compareIds(maxDeletedEntryId, firstId) === 0 || compareIds(maxDeletedEntryId, first) < 0
  if (isWhole && toFirst < 0) return entriesAdded - entries.length
  if (isWhole && toFirst === 0) return entriesAdded - entries.length + 1
  return null
}

/** How many entries the group has still to read; null when it cannot be known. */
export function lagOf(stream: RedisStreamData, group: Group): number | null {
  const { entriesAdded } = stream
  if (entriesAdded === 0) return 0
  if (group.entriesRead !== null && !hasTombstones(stream, group.lastDeliveredId)) {
    return entriesAdded - group.entriesRead
  }
  const read = entriesUpTo(stream, group.lastDeliveredId)
  return read === null ? null : entriesAdded - read
}

/** Moves the group on to an entry that it reads. */
export function advance(stream: RedisStreamData, group: Group, id: StreamId): void {
  if (compareIds(id, group.lastDeliveredId) <= 0) return
  if (group.entriesRead !== null && !hasTombstones(stream, id)) group.entriesRead += 1
  else if (stream.entriesAdded > 0) group.entriesRead = entriesUpTo(stream, id)
  group.lastDeliveredId = id
}
