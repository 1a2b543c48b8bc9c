import type { Argv, Reply } from '@keyspace/redis-lang'
import { integer, isWord, latin1, word } from '../policy/argument.ts'
import type { JournalForm, Remember } from './journal-form.ts'
import { words } from './words.ts'

/** Where XADD has the entry's id: behind NOMKSTREAM and the trimming options. */
function idPlace(argv: Argv): number {
  let place = 2
  for (;;) {
    switch (word(argv, place)) {
      case 'nomkstream':
        place += 1
        break
      case 'maxlen':
      case 'minid':
        place += word(argv, place + 1) === '=' || word(argv, place + 1) === '~' ? 3 : 2
        break
      case 'limit':
        place += 2
        break
      default:
        return place
    }
  }
}

/** XADD with an id that the server chose gets the id that it was given. */
function xadd(argv: Argv, reply: Reply): JournalForm | undefined {
  if (reply.kind !== 'bulk') return undefined
  const place = idPlace(argv)
  return { argv: [...argv.slice(0, place), reply.value, ...argv.slice(place + 1)] }
}

/** XREADGROUP that delivered something, without waiting. */
function xreadgroup(argv: Argv, reply: Reply): JournalForm | undefined {
  if (reply.kind === 'nil' || reply.kind === 'nil-array') return undefined
  for (let place = 4; place + 1 < argv.length && word(argv, place) !== 'streams'; place++) {
    if (word(argv, place) === 'block') {
      return { argv: [...argv.slice(0, place), ...argv.slice(place + 2)] }
    }
  }
  return { argv }
}

/** The id of an entry; none for what was deleted. */
function idsOf(entry: Reply): Uint8Array[] {
  const id = entry.kind === 'array' ? entry.items[0] : entry
  return id?.kind === 'bulk' ? [id.value] : []
}

/** What is claimed depends on how long it was idle, unless it need not have been: remembered by the ids that were. */
function claim(argv: Argv, ids: readonly Uint8Array[], options: Argv): JournalForm | undefined {
  const [, key, group, consumer, idle] = argv
  if (!key || !group || !consumer) return undefined
  if (integer(idle) === 0) return { argv }
  return ids.length === 0
    ? undefined
    : { argv: [...words('XCLAIM', key, group, consumer, '0', ...ids), ...options] }
}

/** XCLAIM key group consumer min-idle-time id [id ...] [options] */
function xclaim(argv: Argv, reply: Reply): JournalForm | undefined {
  if (reply.kind !== 'array') return undefined
  const first = argv.findIndex(
    (argument, place) => place > 5 && !/^\d+(?:-\d+)?$/.test(latin1(argument)),
  )
  return claim(argv, reply.items.flatMap(idsOf), first === -1 ? [] : argv.slice(first))
}

/** Beside what it claimed it names what it found deleted, which XCLAIM takes out of the group as well. */
function xautoclaim(argv: Argv, reply: Reply): JournalForm | undefined {
  if (reply.kind !== 'array') return undefined
  const [, claimed, deleted] = reply.items
  const ids = [claimed, deleted].flatMap((list) =>
    list?.kind === 'array' ? list.items.flatMap(idsOf) : [],
  )
  const justId = argv.some((argument, place) => place > 5 && isWord(argument, 'justid'))
  return claim(argv, ids, justId ? words('JUSTID') : [])
}

export const rememberStream: Readonly<Record<string, Remember>> = {
  xadd,
  xreadgroup,
  xclaim,
  xautoclaim,
}
