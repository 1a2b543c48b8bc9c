import { NoSuchKeyError, RedisCommandError, RedisSyntaxError } from 'js-redis-server/core'
import { command, ok, word, type Arguments } from '../command.ts'
import { integerOf } from '../integer.ts'
import { noted, streamAt } from './stream-at.ts'
import { compareIds, firstId, readStrictId, type StreamId } from './stream-id.ts'

const tooSmall = (what: string): RedisCommandError =>
  new RedisCommandError(`The ID specified in XSETID is smaller than ${what}`)

/** Source: xsetidCommand of Redis 7.0. */
export const xsetid = command('xsetid', ([key = Buffer.alloc(0), given, ...words], { db }) => {
  const id = readStrictId(given)
  const { entriesAdded, maxDeletedId } = readOptions(words, id)
  const at = { db, key }
  const stream = streamAt(at)
  if (!stream) throw new NoSuchKeyError()
  const top = stream.entries.at(-1)
  if (top && compareIds(id, top.id) < 0) throw tooSmall('the target stream top item')
  if (top && entriesAdded !== undefined && BigInt(stream.entries.length) > entriesAdded) {
    throw new RedisCommandError(
      'The entries_added specified in XSETID is smaller than the target stream length',
    )
  }
  stream.lastId = id
  if (entriesAdded !== undefined) stream.entriesAdded = Number(entriesAdded)
  if (compareIds(maxDeletedId, firstId) > 0) stream.maxDeletedEntryId = maxDeletedId
  noted(at, stream, 'xsetid')
  return ok
})

function readOptions(
  words: Arguments,
  id: StreamId,
): { readonly entriesAdded: bigint | undefined; readonly maxDeletedId: StreamId } {
  let entriesAdded: bigint | undefined
  let maxDeletedId = firstId
  for (let at = 0; at < words.length; at++) {
    const option = word(words[at])
    if (at + 1 >= words.length) throw new RedisSyntaxError()
    if (option === 'entriesadded') {
      entriesAdded = integerOf(words[++at])
      if (entriesAdded < 0n) throw new RedisCommandError('entries_added must be positive')
    } else if (option === 'maxdeletedid') {
      maxDeletedId = readStrictId(words[++at])
      if (compareIds(id, maxDeletedId) < 0) {
        throw tooSmall('the provided max_deleted_entry_id')
      }
    } else throw new RedisSyntaxError()
  }
  return { entriesAdded, maxDeletedId }
}
