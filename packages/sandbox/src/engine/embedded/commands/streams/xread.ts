import {
  RedisCommandError,
  RedisResult,
  RedisValue,
  type RedisExecutionContext,
  type RedisStreamData,
} from 'js-redis-server/core'
import { waitingCommand } from '../waiting-command.ts'
import {
  advance,
  deliver,
  findEntry,
  findGroup,
  firstAtOrAfter,
  pendingOf,
  useConsumer,
  type Group,
} from './groups.ts'
import { readOptions, type ReadOptions } from './read-options.ts'
import { entryValue, idValue, noted, streamAt, unnamed, type StreamKey } from './stream-at.ts'
import { compareIds, firstId, idAfter, readStrictId, type StreamId } from './stream-id.ts'

const none = Buffer.alloc(0)

interface Wanted {
  readonly key: Buffer
  /** What comes after it; `new` is what the group has not delivered yet. */
  readonly after: StreamId | 'new'
}

/** Source: xreadCommand of Redis 7.0. */
export const xreadCommands = ['xread', 'xreadgroup'].map((name) =>
  waitingCommand(name, 'stream', (words, ctx) => {
    const options = readOptions(words, name === 'xreadgroup')
    const wanted = readWanted(options, ctx)
    return {
      keys: options.keys,
      timeoutMs: options.block,
      attempt: (keys) =>
        serve(
          options,
          wanted.filter(({ key }) => keys.includes(key)),
          ctx,
        ),
      gone: () => lost(options, ctx),
    }
  }),
)

function readWanted(options: ReadOptions, { db }: RedisExecutionContext): readonly Wanted[] {
  return options.keys.map((key, at) => {
    const stream = streamAt({ db, key })
    const id = options.ids[at]
    if (options.group) requireGroup(stream, key, options.group)
    if (String(id) === '$') {
      if (options.group) throw meaningless
      return { key, after: stream?.lastId ?? firstId }
    }
    if (String(id) === '>') {
      if (!options.group) throw onlyGroup
      return { key, after: 'new' }
    }
    return { key, after: readStrictId(id) }
  })
}

const meaningless = new RedisCommandError(
  'The $ ID is meaningless in the context of XREADGROUP: you want to read the history of this consumer by specifying a proper ID, or use the > ID to get new messages. The $ ID would just return an empty result set.',
)
const onlyGroup = new RedisCommandError(
  'The > ID can be specified only when calling XREADGROUP using the GROUP <group> <consumer> option.',
)

function requireGroup(stream: RedisStreamData | null, key: Buffer, name: Buffer): void {
  if (findGroup(stream, name)) return
  throw new RedisCommandError(
    `No such key '${key.toString('latin1')}' or consumer group '${name.toString('latin1')}' in XREADGROUP with GROUP option`,
    'NOGROUP',
  )
}

function serve(
  options: ReadOptions,
  wanted: readonly Wanted[],
  { db }: RedisExecutionContext,
): RedisResult | undefined {
  const served = wanted.flatMap(({ key, after }): [RedisValue, RedisValue][] => {
    const at = { db, key }
    const stream = streamAt(at)
    if (!stream) return []
    const entries = options.group
      ? readGroup({ at, stream, options, after })
      : readPlain(stream, after, options.count)
    return entries ? [[RedisValue.bulkString(key), RedisValue.array(entries)]] : []
  })
  return served.length > 0 ? RedisResult.create(RedisValue.mapPairs(served)) : undefined
}

function readPlain(
  stream: RedisStreamData,
  after: Wanted['after'],
  count: number,
): RedisValue[] | undefined {
  const entries = after === 'new' ? [] : entriesAfter(stream, after, count)
  return entries.length > 0 ? entries.map(entryValue) : undefined
}

function entriesAfter(
  { entries }: RedisStreamData,
  after: StreamId,
  count: number,
): RedisStreamData['entries'] {
  const next = idAfter(after)
  if (!next) return []
  const from = firstAtOrAfter(entries, next)
  return entries.slice(from, count > 0 ? from + count : undefined)
}

interface GroupRead {
  readonly at: StreamKey
  readonly stream: RedisStreamData
  readonly options: ReadOptions
  readonly after: Wanted['after']
}

function readGroup({ at, stream, options, after }: GroupRead): RedisValue[] | undefined {
  const group = findGroup(stream, options.group ?? none)
  if (!group) return undefined
  const name = options.consumer ?? none
  const consumer = useConsumer(at, stream, group, name)
  if (after !== 'new') return history(stream, group, name, { after, count: options.count })
  const entries = entriesAfter(stream, group.lastDeliveredId, options.count)
  for (const { id } of entries) {
    advance(stream, group, id)
    if (!options.noAck) deliver(group, id, consumer)
  }
  if (entries.length === 0) return undefined
  noted(at, stream, unnamed)
  return entries.map(entryValue)
}

/** Reading one's own history again counts as another delivery. */
function history(
  stream: RedisStreamData,
  group: Group,
  consumer: Buffer,
  { after, count }: { readonly after: StreamId; readonly count: number },
): RedisValue[] {
  const rows = pendingOf(group, consumer).filter(({ id }) => compareIds(id, after) > 0)
  return rows.slice(0, count > 0 ? count : undefined).map((pending) => {
    const entry = findEntry(stream, pending.id)
    if (!entry) return RedisValue.array([idValue(pending.id), RedisValue.nullArray()])
    pending.deliveredAt = Date.now()
    pending.deliveryCount += 1
    return entryValue(entry)
  })
}

/** What a client hears that waits at a group that is gone. */
function lost(options: ReadOptions, { db }: RedisExecutionContext): RedisCommandError | undefined {
  if (!options.group) return undefined
  for (const key of options.keys) {
    if (db.getType(key) === null) {
      return new RedisCommandError('the stream key no longer exists', 'UNBLOCKED')
    }
    if (db.getType(key) === 'stream' && !findGroup(streamAt({ db, key }), options.group)) {
      return new RedisCommandError(
        'the consumer group this client was blocked on no longer exists',
        'NOGROUP',
      )
    }
  }
  return undefined
}
