import { RedisSyntaxError, RedisValue } from 'js-redis-server/core'
import { command, text, word, type Arguments } from '../command.ts'
import { integerOf } from '../integer.ts'
import {
  byName,
  consumerName,
  findConsumer,
  pendingOf,
  requireGroup,
  sortedPending,
  type Group,
} from './groups.ts'
import { idValue, streamAt } from './stream-at.ts'
import { compareIds, readBound, type StreamId } from './stream-id.ts'

const none = Buffer.alloc(0)

interface Filter {
  readonly minIdle: bigint
  readonly start: StreamId
  readonly end: StreamId
  readonly count: bigint
  readonly consumer: Buffer | undefined
}

/** Source: xpendingCommand of Redis 7.0. */
export const xpending = command('xpending', ([key = none, name = none, ...words], { db }) => {
  const filter = words.length === 0 ? undefined : readFilter(words)
  const [, group] = requireGroup(streamAt({ db, key }), key, name)
  return filter === undefined ? summary(group) : rows(group, filter)
})

function readFilter(words: Arguments): Filter {
  if (words.length < 3 || words.length > 6) throw new RedisSyntaxError()
  const hasIdle = word(words[0]) === 'idle'
  const minIdle = hasIdle ? integerOf(words[1]) : 0n
  if (hasIdle && words.length < 5) throw new RedisSyntaxError()
  const [start, end, count, consumer] = hasIdle ? words.slice(2) : words
  return {
    minIdle,
    count: integerOf(count),
    start: readBound(start, 'start'),
    end: readBound(end, 'end'),
    consumer,
  }
}

/** With nothing pending there is a nil in place of the consumers. */
function summary(group: Group): RedisValue {
  const pending = sortedPending(group)
  const [first, last] = [pending[0], pending.at(-1)]
  if (!first || !last) {
    const nil = RedisValue.null()
    return RedisValue.array([RedisValue.integer(0), nil, nil, RedisValue.nullArray()])
  }
  const counted = byName(group.consumers.values())
    .map(({ name }) => [name, pendingOf(group, name).length] as const)
    .filter(([, count]) => count > 0)
  return RedisValue.array([
    RedisValue.integer(pending.length),
    idValue(first.id),
    idValue(last.id),
    RedisValue.array(
      counted.map(([name, count]) =>
        RedisValue.array([RedisValue.bulkString(name), text(String(count))]),
      ),
    ),
  ])
}

function rows(group: Group, { minIdle, start, end, count, consumer }: Filter): RedisValue {
  if (consumer && !findConsumer(group, consumer)) return RedisValue.array([])
  const now = Date.now()
  const found = (consumer ? pendingOf(group, consumer) : sortedPending(group))
    .filter(({ id }) => compareIds(id, start) >= 0 && compareIds(id, end) <= 0)
    .filter(({ deliveredAt }) => minIdle <= 0n || BigInt(now - deliveredAt) >= minIdle)
    .slice(0, count < 0n ? 0 : Number(count))
  return RedisValue.array(
    found.map((pending) =>
      RedisValue.array([
        idValue(pending.id),
        RedisValue.bulkString(consumerName(group, pending)),
        RedisValue.integer(Math.max(0, now - pending.deliveredAt)),
        RedisValue.integer(pending.deliveryCount),
      ]),
    ),
  )
}
