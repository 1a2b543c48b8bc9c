import type { BytesJson, KeyView } from '@keyspace/redis-lang'

/**
 * Which parts of a value the last change touched: indexes of a list, fields of a hash, members of
 * a set or sorted set, ids of a stream. A value of another type than before is touched as a whole.
 */
export function touchedParts(before: KeyView | null, now: KeyView): ReadonlySet<string> {
  const { value } = now
  const old = before?.value
  switch (value.type) {
    case 'string':
      return new Set(['value'])
    case 'list':
      return touchedItems(old?.type === 'list' ? old.items : [], value.items)
    case 'set':
      return newOnes(old?.type === 'set' ? old.members.map(partId) : [], value.members.map(partId))
    case 'hash':
      return newOnes(
        old?.type === 'hash' ? old.fields.map(pairId) : [],
        value.fields.map(pairId),
        value.fields.map(([field]) => partId(field)),
      )
    case 'zset':
      return newOnes(
        old?.type === 'zset' ? old.members.map(pairId) : [],
        value.members.map(pairId),
        value.members.map(([member]) => partId(member)),
      )
    case 'stream':
      return newOnes(
        old?.type === 'stream' ? old.entries.map((entry) => entry.id) : [],
        value.entries.map((entry) => entry.id),
      )
  }
}

/** A name for bytes that no other bytes have. */
export function partId(bytes: BytesJson): string {
  return typeof bytes === 'string' ? `t${bytes}` : `b${bytes.base64}`
}

function pairId([name, value]: readonly [BytesJson, BytesJson]): string {
  return JSON.stringify([partId(name), partId(value)])
}

function newOnes(
  before: readonly string[],
  now: readonly string[],
  names: readonly string[] = now,
): ReadonlySet<string> {
  const known = new Set(before)
  return new Set(names.filter((_, at) => !known.has(now[at] ?? '')))
}

/** What is neither the same from the head nor the same from the tail. */
function touchedItems(
  before: readonly BytesJson[],
  now: readonly BytesJson[],
): ReadonlySet<string> {
  const old = before.map(partId)
  const next = now.map(partId)
  const shortest = Math.min(old.length, next.length)
  let tail = 0
  while (tail < shortest && old.at(-1 - tail) === next.at(-1 - tail)) tail += 1
  let head = 0
  while (head < shortest - tail && old[head] === next[head]) head += 1
  return new Set(next.slice(head, next.length - tail).map((_, at) => String(head + at)))
}
