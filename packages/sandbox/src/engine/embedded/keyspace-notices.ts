import type { RedisDatabase, RedisMutationEvent, RedisServerState } from 'js-redis-server/core'

/** The class of an event in `notify-keyspace-events`. */
type EventClass = 'g' | '$' | 'l' | 's' | 'h' | 'z' | 't' | 'x'

const classOfType: Readonly<Record<string, EventClass>> = {
  string: '$',
  list: 'l',
  set: 's',
  hash: 'h',
  zset: 'z',
  stream: 't',
}

/** Where the name of the event is not the name of the command that wrote. */
const writeNames: ReadonlyMap<string, string> = new Map([
  ...['setnx', 'setex', 'psetex', 'getset', 'mset', 'msetnx'].map((name) => [name, 'set'] as const),
  ...['incr', 'decr', 'incrby'].map((name) => [name, 'incrby'] as const),
  ['decrby', 'decrby'],
  ['lpushx', 'lpush'],
  ['rpushx', 'rpush'],
  ['blpop', 'lpop'],
  ['brpop', 'rpop'],
  ['hmset', 'hset'],
  ['hsetnx', 'hset'],
  ['zincrby', 'zincr'],
  ['geoadd', 'zadd'],
  ['bzpopmin', 'zpopmin'],
  ['bzpopmax', 'zpopmax'],
  ['rename', 'rename_to'],
  ['renamenx', 'rename_to'],
  ['copy', 'copy_to'],
  ['pfadd', 'pfadd'],
  ['pfmerge', 'pfadd'],
  ['bitop', 'set'],
  ['bitfield', 'setbit'],
  ['move', 'move_to'],
  ['sort', 'sortstore'],
  ['georadius', 'georadiusstore'],
  ['georadiusbymember', 'georadiusstore'],
])

const generic: ReadonlySet<string> = new Set(['rename_to', 'copy_to', 'move_to'])

/**
 * Publishes keyspace notifications.
 *
 * Source: https://redis.io/docs/latest/develop/use/keyspace-notifications/
 */
export function publishNotices(state: RedisServerState, database: RedisDatabase): void {
  database.subscribe((event) => {
    const flags = state.notifyKeyspaceEvents
    if (flags === '' || event.type === 'flush') return
    for (const [eventClass, name] of noticesOf(event, database.activeNotifyCommand)) {
      if (flags.includes('A') || flags.includes(eventClass)) publish(state, event, name)
    }
  })
}

function noticesOf(
  event: Exclude<RedisMutationEvent, { type: 'flush' }>,
  active: string | null,
): [EventClass, string][] {
  switch (event.type) {
    case 'write':
      return active === null ? [] : writeNotices(event, active)
    case 'delete':
      return [['g', active === 'rename' || active === 'renamenx' ? 'rename_from' : 'del']]
    case 'expire':
      return [['g', 'expire']]
    case 'persist':
      return [['g', 'persist']]
    case 'evict':
      return [['x', 'expired']]
  }
}

function writeNotices(
  event: Extract<RedisMutationEvent, { type: 'write' }>,
  active: string,
): [EventClass, string][] {
  const name = writeNames.get(active) ?? active
  const eventClass = generic.has(name) ? 'g' : (classOfType[event.value.type] ?? 'g')
  const setsExpiry = name === 'set' && event.expiresAt !== undefined
  return setsExpiry
    ? [
        [eventClass, name],
        ['g', 'expire'],
      ]
    : [[eventClass, name]]
}

function publish(
  { notifyKeyspaceEvents: flags, pubsubBroker }: RedisServerState,
  { database, key }: { readonly database: number; readonly key: Buffer },
  name: string,
): void {
  if (flags.includes('K')) {
    const channel = Buffer.concat([Buffer.from(`__keyspace@${database}__:`), key])
    pubsubBroker.publish(channel, Buffer.from(name))
  }
  if (flags.includes('E')) {
    pubsubBroker.publish(Buffer.from(`__keyevent@${database}__:${name}`), Buffer.from(key))
  }
}
