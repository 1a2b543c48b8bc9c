import { RedisCommandError, RedisSyntaxError, RedisValue } from 'js-redis-server/core'
import { command, word, type Arguments } from '../command.ts'
import { integerOf } from '../integer.ts'
import { findEntry, requireGroup, sortedPending, useConsumer } from './groups.ts'
import { entryValue, idValue, noted, streamAt, unnamed } from './stream-at.ts'
import { compareIds, firstId, idText, readBound, type StreamId } from './stream-id.ts'

const none = Buffer.alloc(0)
/** Entries that are looked at for each one asked for. */
const attemptsFactor = 10
const mostCount = (2n ** 63n - 1n) / 16n

/** Source: xautoclaimCommand of Redis 7.0. */
export const xautoclaim = command(
  'xautoclaim',
  ([key = none, name = none, consumer = none, idle, from, ...words], { db }) => {
    const minIdle = integerOf(
      idle,
      new RedisCommandError('Invalid min-idle-time argument for XAUTOCLAIM'),
    )
    const start = readBound(from, 'start')
    const { count, justId } = readOptions(words)
    const at = { db, key }
    const [stream, group] = requireGroup(streamAt(at), key, name)
    const rows = sortedPending(group).filter(({ id }) => compareIds(id, start) >= 0)
    const [claimed, deleted]: [RedisValue[], StreamId[]] = [[], []]
    const now = Date.now()
    let looked = 0
    while (looked < rows.length && looked < count * attemptsFactor) {
      if (claimed.length + deleted.length >= count) break
      const pending = rows[looked++]
      if (!pending) break
      const entry = findEntry(stream, pending.id)
      if (!entry) {
        group.pending.delete(idText(pending.id))
        deleted.push(pending.id)
      } else if (BigInt(now - pending.deliveredAt) >= minIdle) {
        pending.consumerId = useConsumer(at, stream, group, consumer)
        pending.deliveredAt = now
        if (!justId) pending.deliveryCount += 1
        claimed.push(justId ? idValue(pending.id) : entryValue(entry))
      }
    }
    noted(at, stream, unnamed)
    return RedisValue.array([
      idValue(rows[looked]?.id ?? firstId),
      RedisValue.array(claimed),
      RedisValue.array(deleted.map(idValue)),
    ])
  },
)

function readOptions(words: Arguments): { readonly count: number; readonly justId: boolean } {
  let [count, justId] = [100n, false]
  for (let at = 0; at < words.length; at++) {
    const option = word(words[at])
    if (option === 'justid') justId = true
    else if (option === 'count' && at + 1 < words.length) {
      const failure = new RedisCommandError('COUNT must be > 0')
      count = integerOf(words[++at], failure)
      if (count < 1n || count > mostCount) throw failure
    } else throw new RedisSyntaxError()
  }
  return { count: Number(count), justId }
}
