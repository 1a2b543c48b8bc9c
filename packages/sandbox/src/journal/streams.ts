import type { Argv, Reply } from '@keyspace/redis-lang'
import { word } from '../policy/argument.ts'
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

function idOf(entry: Reply): Uint8Array | undefined {
  if (entry.kind === 'bulk') return entry.value
  const first = entry.kind === 'array' ? entry.items[0] : undefined
  return first?.kind === 'bulk' ? first.value : undefined
}

function claim([, key, group, consumer]: Argv, entries: readonly Reply[]): JournalForm | undefined {
  const ids = entries.flatMap((entry) => idOf(entry) ?? [])
  if (!key || !group || !consumer || ids.length === 0) return undefined
  return { argv: words('XCLAIM', key, group, consumer, '0', ...ids) }
}

/** What is claimed depends on how long it was idle: remembered by the ids that were. */
function xclaim(argv: Argv, reply: Reply): JournalForm | undefined {
  return reply.kind === 'array' ? claim(argv, reply.items) : undefined
}

function xautoclaim(argv: Argv, reply: Reply): JournalForm | undefined {
  const claimed = reply.kind === 'array' ? reply.items[1] : undefined
  return claimed?.kind === 'array' ? claim(argv, claimed.items) : undefined
}

export const rememberStream: Readonly<Record<string, Remember>> = {
  xadd,
  xreadgroup,
  xclaim,
  xautoclaim,
}
