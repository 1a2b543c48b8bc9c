import { encodeCommand, type Reply } from '@keyspace/redis-lang'
import { RawClient } from '../testing/raw-client.ts'
import { show } from '../testing/show.ts'
import type { HouseUnderAttack, Tenant } from './house-under-attack.ts'

const library = `#!lua name=bbase
redis.register_function('bbasefn', function() return 'B-BASE' end)`
const script = "return 'B-SCRIPT'"

/** What B has before every case; `secret` is never away, because B's client asks for it all the time. */
const belongings: readonly (readonly string[])[] = [
  ['SET', 'secret', 'B-SECRET'],
  ['RPUSH', 'bqueue-kept', 'one', 'two'],
  ['HSET', 'bhash', 'field', 'B-FIELD'],
  ['ZADD', 'bzset', '1', 'one', '2', 'two'],
  ['SADD', 'bset', 'member'],
  ['SET', 'bttl', 'x', 'EX', '86400'],
]

/** What it has besides, where it may. */
const code: readonly (readonly string[])[] = [
  ['FUNCTION', 'LOAD', 'REPLACE', library],
  ['SCRIPT', 'LOAD', script],
]

const readers: Readonly<Record<string, (key: string) => readonly string[]>> = {
  '+string': (key) => ['GET', key],
  '+list': (key) => ['LRANGE', key, '0', '-1'],
  '+hash': (key) => ['HGETALL', key],
  '+set': (key) => ['SMEMBERS', key],
  '+zset': (key) => ['ZRANGE', key, '0', '-1', 'WITHSCORES'],
  '+stream': (key) => ['XRANGE', key, '-', '+'],
}

/** B: its belongings, a subscriber, a client that waits for a list, and one that looks after it all. */
export class Victim {
  readonly tenant: Tenant
  readonly #belongings: readonly (readonly string[])[]
  readonly #witness: RawClient
  readonly #subscriber: RawClient
  readonly #waiter: RawClient
  #scriptSha = ''

  static async move(house: HouseUnderAttack): Promise<Victim> {
    const tenant = await house.create()
    const open = (): Promise<RawClient> => RawClient.open(house.port, tenant)
    const has = house.kind === 'shared' ? belongings : [...belongings, ...code]
    const victim = new Victim(tenant, has, [await open(), await open(), await open()])
    await victim.settle()
    victim.#subscriber.send('SUBSCRIBE b-private', 'PSUBSCRIBE *', 'SSUBSCRIBE b-shard')
    await victim.#subscriber.take(3)
    victim.#waiter.send('BLPOP bqueue 0')
    return victim
  }

  private constructor(
    tenant: Tenant,
    has: readonly (readonly string[])[],
    [witness, subscriber, waiter]: readonly [RawClient, RawClient, RawClient],
  ) {
    this.tenant = tenant
    this.#belongings = has
    this.#witness = witness
    this.#subscriber = subscriber
    this.#waiter = waiter
  }

  /** Takes away what a case left, and puts everything in its place again. */
  async settle(): Promise<void> {
    const found = await this.#ask(['KEYS', '*'])
    const others = texts(found).filter((key) => key !== 'secret')
    if (others.length > 0) await this.#ask(['DEL', ...others])
    await this.#ask(['FUNCTION', 'FLUSH'])
    for (const command of this.#belongings) {
      const reply = await this.#ask(command)
      if (reply.kind === 'error') throw new Error(`B cannot settle: ${reply.value}`)
      if (command[0] === 'SCRIPT') this.#scriptSha = texts(reply).join('')
    }
  }

  /** All that is B's, as text: two looks are equal when nothing has changed. */
  async state(): Promise<string> {
    const keys = texts(await this.#ask(['KEYS', '*'])).sort()
    const values: string[] = []
    for (const key of keys) {
      const type = show(await this.#ask(['TYPE', key]))
      const read = readers[type]
      const value = read ? show(await this.#ask(read(key))) : ''
      values.push(`${key} ${type} ${value} ${show(await this.#ask(['PEXPIRETIME', key]))}`)
    }
    const rest: string[] = []
    for (const question of [
      ['FUNCTION', 'LIST', 'WITHCODE'],
      ['SCRIPT', 'EXISTS', this.#scriptSha],
      ['PUBSUB', 'CHANNELS'],
      ['PUBSUB', 'SHARDCHANNELS'],
      ['PUBSUB', 'NUMPAT'],
      ['CONFIG', 'GET', 'max*'],
      ['CONFIG', 'GET', 'notify-keyspace-events'],
    ]) {
      rest.push(`${question.join(' ')}: ${show(await this.#ask(question))}`)
    }
    const clients = show(await this.#ask(['CLIENT', 'LIST']))
      .split('\n')
      .map(steady)
    return [...values, ...rest, ...clients].sort().join('\n')
  }

  /** What B's other clients were sent though nobody of B's sent it. */
  async heard(): Promise<readonly string[]> {
    const clients = [this.#subscriber, this.#waiter]
    const frames = await Promise.all(clients.map((client) => client.take(client.left.length)))
    return frames.flat().map(show)
  }

  async ask(argv: readonly string[]): Promise<string> {
    return show(await this.#ask(argv))
  }

  close(): void {
    for (const client of [this.#witness, this.#subscriber, this.#waiter]) client.close()
  }

  #ask(argv: readonly string[]): Promise<Reply> {
    this.#witness.write(encodeCommand(argv))
    return this.#witness.next(10_000)
  }
}

/** Of a client's line what stays the same while nobody touches it. */
function steady(line: string): string {
  return line
    .replace(/^\$/, '')
    .split(' ')
    .filter((word) => /^(?:id|addr|name|db|sub|psub|ssub|user|resp)=/.test(word))
    .join(' ')
}

function texts(reply: Reply): string[] {
  if (reply.kind === 'bulk') return [Buffer.from(reply.value).toString()]
  return reply.kind === 'array' ? reply.items.flatMap(texts) : []
}
