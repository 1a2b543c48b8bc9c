import {
  RedisCommandError,
  RedisSyntaxError,
  RedisValue,
  StreamIdEqualOrSmallerError,
  StreamIdExhaustedError,
  StreamIdNotGreaterThanZeroError,
  WrongNumberOfArgumentsError,
  type RedisStreamData,
} from 'js-redis-server/core'
import { command, word } from '../command.ts'
import { findEntry } from './groups.ts'
import { forgetEntry, placeEntry } from './nodes.ts'
import { changed, createStream, idValue, streamAt, unnamed } from './stream-at.ts'
import {
  compareIds,
  firstId,
  idAfter,
  lastPossibleId,
  readStrictId,
  type StreamId,
} from './stream-id.ts'
import { readTrim, trimStream } from './trim.ts'

const none = Buffer.alloc(0)

/** Source: xaddCommand and streamAppendItem of Redis 7.0. */
export const xadd = command('xadd', ([key = none, ...words], { db }) => {
  const { trim: readTrimming, next } = readTrim(words, (option) =>
    option === 'nomkstream' ? 'skip' : 'stop',
  )
  const noMkStream = words.slice(0, next).some((one) => word(one) === 'nomkstream')
  const wanted = readWanted(words[next])
  const trim = readTrimming()
  const fields = words.slice(next + 1)
  if (fields.length < 2 || fields.length % 2 === 1) throw new WrongNumberOfArgumentsError('xadd')
  if (wanted !== 'now' && wanted.seqGiven && compareIds(wanted.id, firstId) === 0) {
    throw new StreamIdNotGreaterThanZeroError()
  }
  const at = { db, key }
  const found = streamAt(at)
  if (found === null && noMkStream) return RedisValue.null()
  if (found && compareIds(found.lastId, lastPossibleId) === 0) throw new StreamIdExhaustedError()
  const id = nextId(found, wanted)
  const stream = found ?? createStream(at, unnamed)
  stream.entries.push({ id, fields: [...fields] })
  placeEntry(stream)
  stream.lastId = id
  stream.entriesAdded += 1
  changed(at, stream, 'xadd')
  if (trim && trimStream(stream, trim) > 0) changed(at, stream, 'xtrim')
  return idValue(id)
})

type Wanted = 'now' | { readonly id: StreamId; readonly seqGiven: boolean }

function readWanted(argument: Buffer | undefined): Wanted {
  if (argument === undefined) throw new WrongNumberOfArgumentsError('xadd')
  const text = argument.toString('latin1')
  if (text === '*') return 'now'
  const seqGiven = !text.endsWith('-*')
  const id = readStrictId(seqGiven ? argument : argument.subarray(0, -2))
  return { id, seqGiven }
}

function nextId(stream: RedisStreamData | null, wanted: Wanted): StreamId {
  const last = stream?.lastId ?? firstId
  if (wanted === 'now') {
    const now = { ms: BigInt(Date.now()), seq: 0n }
    return now.ms > last.ms ? now : (idAfter(last) ?? now)
  }
  const { id, seqGiven } = wanted
  if (!seqGiven && id.ms === last.ms) {
    if (last.seq === lastPossibleId.seq) throw new StreamIdEqualOrSmallerError()
    return { ms: last.ms, seq: last.seq + 1n }
  }
  if (compareIds(id, last) <= 0) throw new StreamIdEqualOrSmallerError()
  return id
}

/** Source: xtrimCommand of Redis 7.0. */
export const xtrim = command('xtrim', ([key = none, ...words], { db }) => {
  const trim = readTrim(words, () => {
    throw new RedisSyntaxError()
  }).trim()
  if (!trim) {
    throw new RedisCommandError('syntax error, XTRIM must be called with a trimming strategy')
  }
  const at = { db, key }
  const stream = streamAt(at)
  const removed = stream ? trimStream(stream, trim) : 0
  if (stream && removed > 0) changed(at, stream, 'xtrim')
  return RedisValue.integer(removed)
})

/** Source: xdelCommand of Redis 7.0. */
export const xdel = command('xdel', ([key = none, ...words], { db }) => {
  const at = { db, key }
  const stream = streamAt(at)
  if (!stream) return RedisValue.integer(0)
  let deleted = 0
  for (const id of words.map((argument) => readStrictId(argument))) {
    const entry = findEntry(stream, id)
    if (!entry) continue
    forgetEntry(entry)
    stream.entries.splice(stream.entries.indexOf(entry), 1)
    if (compareIds(id, stream.maxDeletedEntryId) > 0) stream.maxDeletedEntryId = id
    deleted += 1
  }
  if (deleted > 0) changed(at, stream, 'xdel')
  return RedisValue.integer(deleted)
})
