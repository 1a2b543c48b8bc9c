import {
  InvalidStreamIdError,
  RedisCommandError,
  RedisResult,
  RedisSyntaxError,
  RedisValue,
  type CommandDefinition,
  type RedisExecutionContext,
} from 'js-redis-server/core'
import { word, type Arguments } from '../commands/command.ts'
import { integerOf } from '../commands/integer.ts'
import { before } from './before.ts'
import { blockedOn, type Loss } from './blocked-on.ts'
import { mapReply } from './map-reply.ts'
import { rawValue } from './raw-value.ts'
import { rewriteError } from './rewrite-error.ts'

const streamGone: Loss = {
  gone: new RedisCommandError('the stream key no longer exists', 'UNBLOCKED'),
  check(args, keys, { db }) {
    const group = groupOf(args)
    for (const key of keys) {
      const stream = rawValue(db, key)
      if (!group || (stream?.type === 'stream' && stream.groups.has(group))) continue
      throw new RedisCommandError(
        'the consumer group this client was blocked on no longer exists',
        'NOGROUP',
      )
    }
  },
}

/** The group's id in the library's reading of XREADGROUP. */
function groupOf(args: unknown): string | undefined {
  const named =
    typeof args === 'object' && args !== null && 'group' in args ? args.group : undefined
  return Buffer.isBuffer(named) ? named.toString('hex') : undefined
}

type Adapter = (definition: CommandDefinition) => CommandDefinition

/** Corrections of the library's stream commands to what Redis 7.0 does. */
export const streamAdapters: readonly (readonly [string, Adapter])[] = [
  ['xread', (xread) => before(mapReply(blockedOn(xread, 'stream'), nilArray), checkRead('xread'))],
  [
    'xreadgroup',
    (xreadgroup) =>
      countHistory(
        before(
          mapReply(blockedOn(xreadgroup, 'stream', streamGone), nilArray),
          checkRead('xreadgroup'),
        ),
      ),
  ],
  ['xpending', (xpending) => mapReply(xpending, pendingSummary)],
  ['xack', (xack) => before(xack, noGroupIsZero)],
  ['xclaim', (xclaim) => before(xclaim, checkMinIdle('XCLAIM'))],
  ['xautoclaim', (xautoclaim) => before(xautoclaim, checkMinIdle('XAUTOCLAIM'))],
  [
    'xinfo',
    (xinfo) =>
      rewriteError(
        mapReply(xinfo, (value) => without(value, 'inactive')),
        noGroup,
      ),
  ],
  ['xgroup', (xgroup) => wakeReaders(rewriteError(before(xgroup, keyMustExist), noGroup))],
  ...['xrange', 'xrevrange'].map((name): readonly [string, Adapter] => [
    name,
    (range) => before(range, checkRange),
  ]),
  ['xadd', (xadd) => keepDeletedId(withoutEquals(before(xadd, checkTrim)))],
  ['xtrim', (xtrim) => keepDeletedId(withoutEquals(before(xtrim, checkTrim)))],
]

function nilArray(value: RedisValue): RedisValue {
  const isNil = value.kind === 'null' || (value.kind === 'bulk-string' && value.value === null)
  return isNil ? RedisValue.nullArray() : value
}

function checkRead(name: 'xread' | 'xreadgroup') {
  return (words: Arguments): undefined => {
    const streams = words.findIndex((one) => word(one) === 'streams')
    const options = words.slice(0, streams === -1 ? words.length : streams).map(word)
    const block = options.indexOf('block')
    if (block !== -1 && block + 1 < options.length) checkBlock(words[block + 1])
    if (name === 'xread' && options[0] === 'group') {
      throw new RedisCommandError(
        'The GROUP option is only supported by XREADGROUP. You called XREAD instead.',
      )
    }
    if (streams === -1) return
    const rest = words.slice(streams + 1)
    if (rest.length === 0 || rest.length % 2 !== 0) {
      throw new RedisCommandError(
        "Unbalanced XREAD list of streams: for each stream key an ID or '$' must be specified.",
      )
    }
    if (name === 'xreadgroup' && rest.slice(rest.length / 2).some((id) => String(id) === '$')) {
      throw new RedisCommandError(
        'The $ ID is meaningless in the context of XREADGROUP: you want to read the history of this consumer by specifying a proper ID, or use the > ID to get new messages. The $ ID would just return an empty result set.',
      )
    }
  }
}

function checkBlock(timeout: Buffer | undefined): void {
  const failure = new RedisCommandError('timeout is not an integer or out of range')
  if (integerOf(timeout, failure) < 0) throw new RedisCommandError('timeout is negative')
}

/** Reading one's own history again counts as another delivery. */
function countHistory(xreadgroup: CommandDefinition): CommandDefinition {
  return before(xreadgroup, (words, ctx) => {
    const streams = words.findIndex((one) => word(one) === 'streams')
    const rest = words.slice(streams + 1)
    const half = rest.length / 2
    const at = words.findIndex((one) => word(one) === 'group')
    const [group, consumer] = [words[at + 1], words[at + 2]]
    if (streams === -1 || at === -1 || !group || !consumer) return undefined
    const limit = words.findIndex((one) => word(one) === 'count')
    const count = limit === -1 ? Infinity : Number(String(words[limit + 1]))
    rest.slice(0, half).forEach((key, index) => {
      const id = rest[half + index]
      if (id && String(id) !== '>')
        redeliver({ key, group, consumer, after: String(id), count }, ctx)
    })
    return undefined
  })
}

interface History {
  readonly key: Buffer
  readonly group: Buffer
  readonly consumer: Buffer
  readonly after: string
  readonly count: number
}

function redeliver(
  { key, group, consumer, after, count }: History,
  { db }: RedisExecutionContext,
): void {
  const stream = rawValue(db, key)
  if (stream?.type !== 'stream') return
  const [, ms = '0', seq = '0'] = /^(\d+)(?:-(\d+))?$/.exec(after) ?? []
  const from = { ms: BigInt(ms), seq: BigInt(seq) }
  const pending = [...(stream.groups.get(group.toString('hex'))?.pending.values() ?? [])]
  const read = pending
    .filter(({ consumerId }) => consumerId === consumer.toString('hex'))
    .filter(({ id }) => id.ms > from.ms || (id.ms === from.ms && id.seq > from.seq))
    .sort((a, b) => (a.id.ms === b.id.ms ? Number(a.id.seq - b.id.seq) : Number(a.id.ms - b.id.ms)))
  for (const entry of read.slice(0, count)) {
    entry.deliveryCount += 1
    entry.deliveredAt = Date.now()
  }
}

/** The summary counts as text; with nothing pending there is a nil in place of the consumers. */
function pendingSummary(value: RedisValue): RedisValue {
  if (value.kind !== 'array' || value.items.length !== 4) return value
  const [count, from, to, consumers] = value.items
  if (count?.kind !== 'integer' || !from || !to || consumers?.kind !== 'array') return value
  if (Number(count.value) === 0) return RedisValue.array([count, from, to, RedisValue.nullArray()])
  return RedisValue.array([count, from, to, RedisValue.array(consumers.items.map(countAsText))])
}

function countAsText(row: RedisValue): RedisValue {
  if (row.kind !== 'array') return row
  return RedisValue.array(
    row.items.map((item) =>
      item.kind === 'integer' ? RedisValue.bulkString(Buffer.from(String(item.value))) : item,
    ),
  )
}

function noGroupIsZero(
  [key, group]: Arguments,
  { db }: RedisExecutionContext,
): RedisValue | undefined {
  const stream = key && rawValue(db, key)
  if (stream && stream.type !== 'stream') return undefined
  const known = stream && group && stream.groups.has(group.toString('hex'))
  return known ? undefined : RedisValue.integer(0)
}

function checkMinIdle(name: string) {
  return ([, , , minIdle]: Arguments): undefined => {
    integerOf(minIdle, new RedisCommandError(`Invalid min-idle-time argument for ${name}`))
  }
}

function without(value: RedisValue, name: string): RedisValue {
  if (value.kind === 'array' || value.kind === 'set') {
    return { ...value, items: value.items.map((item) => without(item, name)) }
  }
  if (value.kind !== 'map') return value
  return RedisValue.map(
    value.entries
      .filter(([key]) => !(key.kind === 'bulk-string' && String(key.value) === name))
      .map(([key, held]) => [key, without(held, name)]),
  )
}

function noGroup(message: string): string {
  return message.replace(
    /^No such key '([^]*)' or consumer group '([^]*)'$/,
    (_, key: string, group: string) => `No such consumer group '${group}' for key name '${key}'`,
  )
}

function keyMustExist([subcommand, key]: Arguments, { db }: RedisExecutionContext): undefined {
  if (word(subcommand) === 'create' || word(subcommand) === 'help') return
  if (!key || db.getType(key) !== null) return
  throw new RedisCommandError(
    'The XGROUP subcommand requires the key to exist. Note that for CREATE you may want to use the MKSTREAM option to create an empty stream automatically.',
  )
}

const rangeId = /^(?:[-+]|\(?\d{1,20}(?:-\d{1,20})?)$/

function checkRange([, from, to, option, count, ...more]: Arguments): RedisValue | undefined {
  for (const id of [from, to]) {
    if (!rangeId.test(id?.toString('latin1') ?? '')) throw new InvalidStreamIdError()
  }
  if (option === undefined) return undefined
  if (word(option) !== 'count' || count === undefined || more.length > 0) {
    throw new RedisSyntaxError()
  }
  return integerOf(count) <= 0 ? RedisValue.nullArray() : undefined
}

/** The threshold of MAXLEN, looked at before anything else. */
function checkTrim(words: Arguments): undefined {
  const at = words.findIndex((one) => word(one) === 'maxlen')
  if (at === -1 || at > 4) return
  const sign = String(words[at + 1])
  const threshold = words[sign === '=' || sign === '~' ? at + 2 : at + 1]
  if (threshold === undefined) return
  if (integerOf(threshold) < 0) {
    throw new RedisCommandError('The MAXLEN argument must be >= 0.')
  }
}

/** `MAXLEN = 5` is `MAXLEN 5`, which is all that the library reads. */
function withoutEquals(definition: CommandDefinition): CommandDefinition {
  return {
    ...definition,
    schema: {
      parse(input, index, ctx) {
        const at = input.findIndex((one) => ['maxlen', 'minid'].includes(word(one)))
        const plain = at !== -1 && at <= 5 && String(input[at + 1]) === '='
        const words = plain ? input.toSpliced(at + 1, 1) : input
        const { value } = definition.schema.parse(words, index, ctx)
        return { value, nextIndex: input.length }
      },
    },
  }
}

/** Trimming is no deletion: `max-deleted-entry-id` stays. */
function keepDeletedId(definition: CommandDefinition): CommandDefinition {
  return {
    ...definition,
    execute(args, ctx) {
      const [key] = definition.keys(args)
      const stream = key && rawValue(ctx.db, key)
      if (stream?.type !== 'stream') return definition.execute(args, ctx)
      const { maxDeletedEntryId } = stream
      const result = definition.execute(args, ctx)
      if (result instanceof RedisResult) stream.maxDeletedEntryId = maxDeletedEntryId
      return result
    },
  }
}

/** Those who wait at a group that is destroyed hear of it at once. */
function wakeReaders(xgroup: CommandDefinition): CommandDefinition {
  return {
    ...xgroup,
    execute(args, ctx) {
      const result = xgroup.execute(args, ctx)
      for (const key of xgroup.keys(args)) {
        const value = rawValue(ctx.db, key)
        if (value) ctx.db.mutations.emit({ type: 'write', database: ctx.db.id, key, value })
      }
      return result
    },
  }
}
