import { RedisCommandError, RedisValue } from 'js-redis-server/core'
import { command, word, type Arguments } from '../command.ts'
import { integerOf } from '../integer.ts'
import { deliver, findEntry, requireGroup, useConsumer } from './groups.ts'
import { entryValue, idValue, noted, streamAt, unnamed } from './stream-at.ts'
import { compareIds, idText, parseStrictId, readStrictId, type StreamId } from './stream-id.ts'

const none = Buffer.alloc(0)

/** Source: xclaimCommand of Redis 7.0. */
export const xclaim = command(
  'xclaim',
  ([key = none, name = none, consumer = none, idle, ...words], { db }) => {
    const at = { db, key }
    const [stream, group] = requireGroup(streamAt(at), key, name)
    const minIdle = integerOf(
      idle,
      new RedisCommandError('Invalid min-idle-time argument for XCLAIM'),
    )
    const now = Date.now()
    const { ids, options } = readArguments(words, now)
    if (options.lastId && compareIds(options.lastId, group.lastDeliveredId) > 0) {
      group.lastDeliveredId = options.lastId
    }
    const claimed: RedisValue[] = []
    for (const id of ids) {
      const entry = findEntry(stream, id)
      const held = group.pending.get(idText(id))
      if (!entry) {
        group.pending.delete(idText(id))
        continue
      }
      if (held ? BigInt(now - held.deliveredAt) < minIdle : !options.force) continue
      const owner = useConsumer(at, stream, group, consumer)
      const pending = held ?? deliver(group, id, owner)
      pending.consumerId = owner
      pending.deliveredAt = options.deliveredAt
      if (options.retryCount !== undefined) pending.deliveryCount = options.retryCount
      else if (!options.justId) pending.deliveryCount += 1
      claimed.push(options.justId ? idValue(id) : entryValue(entry))
    }
    noted(at, stream, unnamed)
    return RedisValue.array(claimed)
  },
)

interface Options {
  force: boolean
  justId: boolean
  deliveredAt: number
  retryCount: number | undefined
  lastId: StreamId | undefined
}

function readArguments(
  words: Arguments,
  now: number,
): { readonly ids: readonly StreamId[]; readonly options: Options } {
  const ids: StreamId[] = []
  for (const argument of words) {
    const id = parseStrictId(argument)
    if (id === undefined) break
    ids.push(id)
  }
  return { ids, options: readOptions(words.slice(ids.length), now) }
}

function readOptions(words: Arguments, now: number): Options {
  const options: Options = {
    force: false,
    justId: false,
    deliveredAt: -1,
    retryCount: undefined,
    lastId: undefined,
  }
  for (let at = 0; at < words.length; at++) {
    const option = word(words[at])
    const next = at + 1 < words.length
    if (option === 'force') options.force = true
    else if (option === 'justid') options.justId = true
    else if (option === 'idle' && next) options.deliveredAt = now - numberOf(words[++at], 'IDLE')
    else if (option === 'time' && next) options.deliveredAt = numberOf(words[++at], 'TIME')
    else if (option === 'retrycount' && next) {
      const count = numberOf(words[++at], 'RETRYCOUNT')
      options.retryCount = count >= 0 ? count : undefined
    } else if (option === 'lastid' && next) options.lastId = readStrictId(words[++at])
    else throw new RedisCommandError(`Unrecognized XCLAIM option '${String(words[at])}'`)
  }
  const { deliveredAt } = options
  options.deliveredAt = deliveredAt < 0 || deliveredAt > now ? now : deliveredAt
  return options
}

function numberOf(argument: Buffer | undefined, option: string): number {
  const failure = new RedisCommandError(`Invalid ${option} option argument for XCLAIM`)
  return Number(integerOf(argument, failure))
}
