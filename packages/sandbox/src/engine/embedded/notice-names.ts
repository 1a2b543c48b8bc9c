import type { RedisMutationEvent } from 'js-redis-server/core'

/** The class of an event in `notify-keyspace-events`. */
type EventClass = 'g' | '$' | 'l' | 's' | 'h' | 'z' | 't' | 'x'

type KeyEvent = Exclude<RedisMutationEvent, { type: 'flush' }>

/** One notification. */
export interface Notice {
  readonly eventClass: EventClass
  readonly name: string
  readonly database: number
  readonly key: Buffer
}

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
  ...['incr', 'decr', 'incrby', 'decrby'].map((name) => [name, 'incrby'] as const),
  ['append-new', 'append'],
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
  ['pfmerge', 'pfadd'],
  ['bitop', 'set'],
  ['bitfield', 'setbit'],
  ['sort', 'sortstore'],
  ['georadius', 'georadiusstore'],
  ['georadiusbymember', 'georadiusstore'],
])

const generic: ReadonlySet<string> = new Set(['rename_to', 'copy_to'])

/** Commands that take elements out: when none is left, `del` follows. */
const taking: ReadonlyMap<string, EventClass> = new Map<string, EventClass>([
  ...['lpop', 'rpop', 'blpop', 'brpop', 'ltrim', 'lrem'].map((name) => [name, 'l'] as const),
  ...['srem', 'spop'].map((name) => [name, 's'] as const),
  ['hdel', 'h'],
  ...['zrem', 'zpopmin', 'zpopmax', 'bzpopmin', 'bzpopmax'].map((name) => [name, 'z'] as const),
  ...['zremrangebyrank', 'zremrangebyscore', 'zremrangebylex'].map((name) => [name, 'z'] as const),
])

/** What a command's change is called, by the name of the command that made it. */
export function noticesOf(event: KeyEvent, active: string): readonly Notice[] {
  const notice = (eventClass: EventClass, name: string): Notice => ({
    eventClass,
    name,
    database: event.database,
    key: event.key,
  })
  switch (event.type) {
    case 'write':
      return writeNames.get(active) === 'set' || active === 'set'
        ? setNotices(event, notice)
        : [notice(classOfWrite(event, active), writeNames.get(active) ?? active)]
    case 'delete': {
      const taken = taking.get(active)
      if (active === 'rename' || active === 'renamenx') return [notice('g', 'rename_from')]
      const emptied = taken ? [notice(taken, writeNames.get(active) ?? active)] : []
      return [...emptied, notice('g', 'del')]
    }
    case 'expire':
      return [notice('g', 'expire')]
    case 'persist':
      return [notice('g', 'persist')]
    case 'evict':
      return [notice('x', 'expired')]
  }
}

function classOfWrite(event: Extract<KeyEvent, { type: 'write' }>, active: string): EventClass {
  return generic.has(writeNames.get(active) ?? active)
    ? 'g'
    : (classOfType[event.value.type] ?? 'g')
}

function setNotices(
  event: Extract<KeyEvent, { type: 'write' }>,
  notice: (eventClass: EventClass, name: string) => Notice,
): readonly Notice[] {
  const set = notice('$', 'set')
  return event.expiresAt === undefined ? [set] : [set, notice('g', 'expire')]
}
