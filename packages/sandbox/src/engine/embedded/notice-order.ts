import type { RedisMutationEvent } from 'js-redis-server/core'
import { noticesOf, type Notice } from './notice-names.ts'

export interface Happened {
  readonly event: Exclude<RedisMutationEvent, { type: 'flush' }>
  /** The name that the change goes by; null where Redis says nothing of it. */
  readonly active: string | null
}

type Teller = (words: readonly string[], happened: readonly Happened[]) => readonly Notice[]

/** The commands whose notifications are not simply one for each change. */
const tellers: ReadonlyMap<string, Teller> = new Map<string, Teller>([
  ['lmove', (words, happened) => moved(happened, words[3], words[4])],
  ['blmove', (words, happened) => moved(happened, words[3], words[4])],
  ['rpoplpush', (_, happened) => moved(happened, 'right', 'left')],
  ['brpoplpush', (_, happened) => moved(happened, 'right', 'left')],
  ...['lmpop', 'blmpop'].map((name): [string, Teller] => [
    name,
    (words, happened) => popped(happened, words.includes('left') ? 'lpop' : 'rpop'),
  ]),
  ...['zmpop', 'bzmpop'].map((name): [string, Teller] => [
    name,
    (words, happened) => popped(happened, words.includes('min') ? 'zpopmin' : 'zpopmax'),
  ]),
  ['smove', smoved],
  ['move', (_, happened) => happened.map(movedAway)],
  ['swapdb', () => []],
  // It keeps the count with the key, and says nothing of it.
  ['pfcount', () => []],
  ['getex', (words, happened) => happened.map((one) => rewritten(one, words))],
  [
    'zadd',
    (words, happened) =>
      words.includes('incr') ? happened.flatMap(as('zincrby')) : happened.flatMap(plainly),
  ],
  ...['sinterstore', 'sunionstore', 'sdiffstore', 'zunionstore', 'zinterstore', 'zdiffstore']
    .concat('zrangestore', 'geosearchstore', 'georadius', 'georadiusbymember', 'sort')
    .map((name): [string, Teller] => [name, (_, happened) => happened.slice(-1).flatMap(plainly)]),
  ['copy', (_, happened) => happened.slice(-1).flatMap(as('copy'))],
])

/** What is told of everything that one command changed, in Redis's order. */
export function told(words: readonly string[], happened: readonly Happened[]): readonly Notice[] {
  const named = happened.filter(({ active }) => active !== null)
  if (named.length === 0) return []
  const teller = tellers.get(words[0] ?? '')
  return teller ? teller(words, named) : named.flatMap(plainly)
}

function plainly({ event, active }: Happened): readonly Notice[] {
  return active === null ? [] : noticesOf(event, active)
}

function as(name: string): (one: Happened) => readonly Notice[] {
  return ({ event }) => noticesOf(event, name)
}

function notice({ event }: Happened, eventClass: Notice['eventClass'], name: string): Notice {
  return { eventClass, name, database: event.database, key: event.key }
}

/** The push into the destination is told before the pop out of the source. */
function moved(happened: readonly Happened[], from = '', to = ''): readonly Notice[] {
  const [taken, put = taken] = happened
  if (!taken || !put) return []
  const pop = notice(taken, 'l', from === 'left' ? 'lpop' : 'rpop')
  const push = notice(put, 'l', to === 'left' ? 'lpush' : 'rpush')
  const isSame = taken.event.key.equals(put.event.key)
  const isEmpty = taken.event.type === 'delete' && !isSame
  return isEmpty ? [push, pop, notice(taken, 'g', 'del')] : [push, pop]
}

function popped(happened: readonly Happened[], name: string): readonly Notice[] {
  return happened.flatMap((one) => {
    const pop = notice(one, name.startsWith('z') ? 'z' : 'l', name)
    return one.event.type === 'delete' ? [pop, notice(one, 'g', 'del')] : [pop]
  })
}

function smoved(_: readonly string[], happened: readonly Happened[]): readonly Notice[] {
  const [taken, ...put] = happened
  if (!taken || put.some(({ event }) => event.key.equals(taken.event.key))) return []
  const isEmpty = taken.event.type === 'delete'
  return [
    notice(taken, 's', 'srem'),
    ...(isEmpty ? [notice(taken, 'g', 'del')] : []),
    ...put.map((one) => notice(one, 's', 'sadd')),
  ]
}

function movedAway(one: Happened): Notice {
  return notice(one, 'g', one.event.type === 'delete' ? 'move_from' : 'move_to')
}

function rewritten(one: Happened, words: readonly string[]): Notice {
  if (one.event.type === 'delete') return notice(one, 'g', 'del')
  return notice(one, 'g', words.includes('persist') ? 'persist' : 'expire')
}
