import { RedisCommandError, RedisValue, type RedisStreamData } from 'js-redis-server/core'
import { command, ok, word, type Arguments } from '../command.ts'
import { integerOf } from '../integer.ts'
import {
  createConsumer,
  createGroup,
  findConsumer,
  findGroup,
  pendingOf,
  type Group,
} from './groups.ts'
import { changed, createStream, noted, streamAt, unnamed, type StreamKey } from './stream-at.ts'
import { idText, firstId, readId, readStrictId, type StreamId } from './stream-id.ts'
import { subcommandError } from './subcommand-error.ts'

const none = Buffer.alloc(0)
const needGroup = new Set(['setid', 'createconsumer', 'delconsumer'])

/** Source: xgroupCommand of Redis 7.0. */
export const xgroup = command('xgroup', (words, { db }) => {
  const [subcommand, key = none, name = none, last] = words
  const { mkstream, entriesRead } = readOptions(words)
  const at = { db, key }
  const stream = streamAt(at)
  const group = findGroup(stream, name)
  if (!mkstream) checkThere(word(subcommand), stream, group, { key, name })
  switch (word(subcommand)) {
    case 'create': {
      const id = idOrLast(last, stream, readStrictId)
      const target = stream ?? createStream(at, unnamed)
      if (!createGroup(target, name, id, entriesRead)) {
        throw new RedisCommandError('Consumer Group name already exists', 'BUSYGROUP')
      }
      noted(at, target, 'xgroup-create')
      return ok
    }
    case 'setid':
      if (stream && group) {
        group.lastDeliveredId = idOrLast(last, stream, readId)
        group.entriesRead = entriesRead
        noted(at, stream, 'xgroup-setid')
      }
      return ok
    case 'destroy':
      return RedisValue.integer(Number(destroy(at, stream, name)))
    case 'createconsumer':
      return RedisValue.integer(Number(addConsumer(at, stream, group, last ?? none)))
    case 'delconsumer':
      return RedisValue.integer(deleteConsumer(at, stream, group, last ?? none))
    default:
      throw subcommandError('XGROUP', subcommand)
  }
})

interface Options {
  mkstream: boolean
  entriesRead: number | null
}

function readOptions(words: Arguments): Options {
  const options: Options = { mkstream: false, entriesRead: null }
  const name = word(words[0])
  for (let at = 4; at < words.length; at++) {
    const option = word(words[at])
    if (name === 'create' && option === 'mkstream') options.mkstream = true
    else if (
      (name === 'create' || name === 'setid') &&
      option === 'entriesread' &&
      at + 1 < words.length
    ) {
      const read = integerOf(words[++at])
      if (read < -1n) throw new RedisCommandError('value for ENTRIESREAD must be positive or -1')
      options.entriesRead = read === -1n ? null : Number(read)
    } else throw subcommandError('XGROUP', words[0])
  }
  return options
}

function checkThere(
  subcommand: string,
  stream: RedisStreamData | null,
  group: Group | undefined,
  { key, name }: { readonly key: Buffer; readonly name: Buffer },
): void {
  if (!stream) {
    throw new RedisCommandError(
      'The XGROUP subcommand requires the key to exist. Note that for CREATE you may want to use the MKSTREAM option to create an empty stream automatically.',
    )
  }
  if (!group && needGroup.has(subcommand)) {
    throw new RedisCommandError(
      `No such consumer group '${name.toString('latin1')}' for key name '${key.toString('latin1')}'`,
      'NOGROUP',
    )
  }
}

/** SETID also takes `-` and `+`, CREATE does not. */
function idOrLast(
  argument: Buffer | undefined,
  stream: RedisStreamData | null,
  read: (argument: Buffer | undefined) => StreamId,
): StreamId {
  return String(argument) === '$' ? (stream?.lastId ?? firstId) : read(argument)
}

/** Those who wait at a group that is destroyed hear of it at once. */
function destroy(at: StreamKey, stream: RedisStreamData | null, name: Buffer): boolean {
  if (!stream?.groups.delete(name.toString('hex'))) return false
  changed(at, stream, 'xgroup-destroy')
  return true
}

function addConsumer(
  at: StreamKey,
  stream: RedisStreamData | null,
  group: Group | undefined,
  name: Buffer,
): boolean {
  if (!stream || !group || findConsumer(group, name)) return false
  createConsumer(group, name)
  noted(at, stream, 'xgroup-createconsumer')
  return true
}

/** How many entries were pending for it; they are forgotten. */
function deleteConsumer(
  at: StreamKey,
  stream: RedisStreamData | null,
  group: Group | undefined,
  name: Buffer,
): number {
  if (!stream || !group || !findConsumer(group, name)) return 0
  const pending = pendingOf(group, name)
  for (const { id } of pending) group.pending.delete(idText(id))
  group.consumers.delete(name.toString('hex'))
  noted(at, stream, 'xgroup-delconsumer')
  return pending.length
}
