import {
  NoSuchKeyError,
  RedisCommandError,
  RedisValue,
  type RedisStreamData,
} from 'js-redis-server/core'
import { command, word, type Arguments } from '../command.ts'
import { integerOf } from '../integer.ts'
import { byName, consumerName, findGroup, lagOf, pendingOf, sortedPending } from './groups.ts'
import type { Consumer, Group } from './groups.ts'
import { nodesOf, radixNodes } from './nodes.ts'
import { entryValue, idValue, mapValue, streamAt } from './stream-at.ts'
import { firstId } from './stream-id.ts'
import { subcommandError } from './subcommand-error.ts'

const none = Buffer.alloc(0)
const integer = (value: number): RedisValue => RedisValue.integer(value)
const bulk = (value: Buffer): RedisValue => RedisValue.bulkString(value)

/** Source: xinfoCommand of Redis 7.0. */
export const xinfo = command('xinfo', ([subcommand, key, ...rest], { db }) => {
  if (key === undefined) throw subcommandError('XINFO', subcommand)
  const stream = streamAt({ db, key })
  if (!stream) throw new NoSuchKeyError()
  switch (`${word(subcommand)} ${rest.length}`) {
    case 'consumers 1':
      return consumers(stream, key, rest[0] ?? none)
    case 'groups 0':
      return RedisValue.array(byName(stream.groups.values()).map((group) => brief(stream, group)))
    default:
      if (word(subcommand) !== 'stream') throw subcommandError('XINFO', subcommand)
      return describe(stream, subcommand, rest)
  }
})

function consumers(stream: RedisStreamData, key: Buffer, name: Buffer): RedisValue {
  const group = findGroup(stream, name)
  if (!group) {
    throw new RedisCommandError(
      `No such consumer group '${name.toString('latin1')}' for key name '${key.toString('latin1')}'`,
      'NOGROUP',
    )
  }
  const now = Date.now()
  return RedisValue.array(
    byName(group.consumers.values()).map((consumer) =>
      mapValue([
        ['name', bulk(consumer.name)],
        ['pending', integer(pendingOf(group, consumer.name).length)],
        ['idle', integer(Math.max(0, now - consumer.seenAt))],
      ]),
    ),
  )
}

function counts(group: Group, stream: RedisStreamData): [string, RedisValue][] {
  const lag = lagOf(stream, group)
  return [
    ['last-delivered-id', idValue(group.lastDeliveredId)],
    ['entries-read', group.entriesRead === null ? RedisValue.null() : integer(group.entriesRead)],
    ['lag', lag === null ? RedisValue.null() : integer(lag)],
  ]
}

function brief(stream: RedisStreamData, group: Group): RedisValue {
  return mapValue([
    ['name', bulk(group.name)],
    ['consumers', integer(group.consumers.size)],
    ['pending', integer(group.pending.size)],
    ...counts(group, stream),
  ])
}

function describe(
  stream: RedisStreamData,
  subcommand: Buffer | undefined,
  words: Arguments,
): RedisValue {
  const count = readCount(subcommand, words)
  const nodes = nodesOf(stream)
  const head: [string, RedisValue][] = [
    ['length', integer(stream.entries.length)],
    ['radix-tree-keys', integer(nodes.length)],
    ['radix-tree-nodes', integer(radixNodes(nodes))],
    ['last-generated-id', idValue(stream.lastId)],
    ['max-deleted-entry-id', idValue(stream.maxDeletedEntryId)],
    ['entries-added', integer(stream.entriesAdded)],
    ['recorded-first-entry-id', idValue(stream.entries[0]?.id ?? firstId)],
  ]
  if (count === undefined) {
    const [first, last] = [stream.entries[0], stream.entries.at(-1)]
    return mapValue([
      ...head,
      ['groups', integer(stream.groups.size)],
      ['first-entry', first ? entryValue(first) : RedisValue.null()],
      ['last-entry', last ? entryValue(last) : RedisValue.null()],
    ])
  }
  const groups = byName(stream.groups.values())
  return mapValue([
    ...head,
    ['entries', RedisValue.array(stream.entries.slice(0, count).map(entryValue))],
    ['groups', RedisValue.array(groups.map((group) => full(stream, group, count)))],
  ])
}

/** How many of everything FULL shows; undefined without it. */
function readCount(subcommand: Buffer | undefined, words: Arguments): number | undefined {
  if (words.length === 0) return undefined
  if (words.length === 2 || words.length > 3 || word(words[0]) !== 'full') {
    throw subcommandError('XINFO', subcommand)
  }
  if (words.length === 1) return 10
  if (word(words[1]) !== 'count') throw subcommandError('XINFO', subcommand)
  const count = Number(integerOf(words[2]))
  if (count < 0) return 10
  return count === 0 ? Infinity : count
}

function full(stream: RedisStreamData, group: Group, count: number): RedisValue {
  const pending = sortedPending(group).slice(0, count)
  return mapValue([
    ['name', bulk(group.name)],
    ...counts(group, stream),
    ['pel-count', integer(group.pending.size)],
    [
      'pending',
      RedisValue.array(
        pending.map((one) =>
          RedisValue.array([
            idValue(one.id),
            bulk(consumerName(group, one)),
            integer(one.deliveredAt),
            integer(one.deliveryCount),
          ]),
        ),
      ),
    ],
    [
      'consumers',
      RedisValue.array(
        byName(group.consumers.values()).map((one) => fullConsumer(group, one, count)),
      ),
    ],
  ])
}

function fullConsumer(group: Group, { name, seenAt }: Consumer, count: number): RedisValue {
  const pending = pendingOf(group, name)
  return mapValue([
    ['name', bulk(name)],
    ['seen-time', integer(seenAt)],
    ['pel-count', integer(pending.length)],
    [
      'pending',
      RedisValue.array(
        pending
          .slice(0, count)
          .map(({ id, deliveredAt, deliveryCount }) =>
            RedisValue.array([idValue(id), integer(deliveredAt), integer(deliveryCount)]),
          ),
      ),
    ],
  ])
}
