import type { Reply } from '@keyspace/redis-lang'
import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newNamespace } from '../../namespace/index.ts'
import { openHouse, type House } from '../../testing/house.ts'
import type { RawClient } from '../../testing/raw-client.ts'
import { RedisAtPort } from '../../testing/redis-at-port.ts'
import { askPort, until } from '../../testing/redis-cluster.ts'
import { show } from '../../testing/show.ts'
import { findServer } from '../dedicated/dedicated-engine.ts'
import type { Touched } from '../engine.ts'
import { createSharedEngine } from './shared-engine.ts'

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

async function check(client: RawClient, ...lines: (readonly [string, string | RegExp])[]) {
  for (const [line, expected] of lines) {
    const reply = show(await client.run(line))
    if (typeof expected === 'string') expect([line, reply]).toEqual([line, expected])
    else expect(reply, line).toMatch(expected)
  }
}

async function leftOn({ port }: RedisAtPort): Promise<string[]> {
  return [show(await askPort(port, 'KEYS', '*')), show(await askPort(port, 'ACL', 'USERS'))]
}

const nothing = ['[]', '[$default]']

describe.runIf(findServer('redis-server'))('the shared engine on a single server', () => {
  let redis: RedisAtPort
  let house: House

  beforeAll(async () => {
    redis = await RedisAtPort.start()
    house = await openHouse({ kind: 'shared', redisUrl: redis.url })
  })

  afterAll(async () => {
    await house.close()
    await redis.stop()
  })

  it('runs commands as on a Redis of one’s own', async () => {
    const sandbox = await house.service.create()
    const client = await house.open(sandbox)
    await check(
      client,
      ['SET a 1', '+OK'],
      ['INCR a', ':2'],
      ['KEYS *', '[$a]'],
      ['DBSIZE', ':1'],
      ['RPUSH l x y', ':2'],
      ['BLPOP none l 1', '[$l $x]'],
      ['SCAN 0 MATCH a*', '[$0 [$a]]'],
      ['SCAN 0 TYPE list', '[$0 [$l]]'],
      ['XREADGROUP GROUP g c STREAMS s >', /^-NOGROUP No such key 's' or consumer/],
      ['MULTI', '+OK'],
      ['INCR a', '+QUEUED'],
      ['LMPOP 1 l LEFT', '+QUEUED'],
      ['EXEC', '[:3 [$l [$y]]]'],
      ['ACL WHOAMI', `$${sandbox.id}`],
      ['CLIENT SETNAME me', '+OK'],
      ['FLUSHALL', '+OK'],
      ['RANDOMKEY', 'nil'],
    )
    expect(show(await client.run('CLIENT LIST'))).toMatch(/^\$id=\d+ .* name=me .* user=sb.*\n$/)
    await sandbox.delete()
  })

  it('refuses inside a transaction so that EXEC does not run', async () => {
    const client = await house.open(await house.service.create())
    await check(
      client,
      ['MULTI', '+OK'],
      ['SET a 1', '+QUEUED'],
      ['EVAL "return 1" 0', /^-ERR EVAL is not available on a Redis that a class shares/],
      ['KEYS *', /^-ERR KEYS cannot be queued/],
      ['EXEC', /^-EXECABORT/],
      ['EXISTS a', ':0'],
    )
  })

  it('goes on with a transaction when Redis would refuse a command only as it runs', async () => {
    const client = await house.open(await house.service.create())
    await check(
      client,
      ['MULTI', '+OK'],
      ['LMPOP x a LEFT', '+QUEUED'],
      ['SELECT 99', '+QUEUED'],
      ['SET a 1', '+QUEUED'],
      ['EXEC', '[-ERR numkeys should be greater than 0 -ERR DB index is out of range +OK]'],
    )
  })

  it('tells every key once in pages of any size', async () => {
    const client = await house.open(await house.service.create())
    const names = Array.from({ length: 57 }, (_, at) => `k${at}`)
    await client.run(`MSET ${names.map((name) => `${name} v`).join(' ')}`)
    for (const count of [1, 7, 10, 100]) {
      const found: string[] = []
      let cursor = '0'
      do {
        const reply: Reply = await client.run(`SCAN ${cursor} COUNT ${count}`)
        if (reply.kind !== 'array') throw new Error(show(reply))
        cursor = show(reply.items[0]).slice(1)
        found.push(...show(reply.items[1]).slice(1, -1).split(' ').filter(Boolean))
      } while (cursor !== '0')
      expect(found.sort()).toEqual(names.map((name) => `$${name}`).sort())
    }
  })

  it('keeps two learners apart', async () => {
    const [a, b] = [await house.service.create(), await house.service.create()]
    const [alice, bob] = [await house.open(a), await house.open(b)]
    const listener = await house.open(b)
    await check(bob, ['SET secret kept', '+OK'], ['RPUSH queue job', ':1'])
    await check(
      listener,
      ['SUBSCRIBE news', '[$subscribe $news :1]'],
      ['PSUBSCRIBE n*', '[$psubscribe $n* :2]'],
    )
    await check(
      alice,
      ['KEYS *', '[]'],
      ['DBSIZE', ':0'],
      ['SCAN 0 COUNT 1000', '[$0 []]'],
      ['RANDOMKEY', 'nil'],
      ['GET secret', 'nil'],
      ['PUBSUB CHANNELS', '[]'],
      ['PUBSUB NUMSUB news', '[$news :0]'],
      ['PUBLISH news hello', ':0'],
      ['FLUSHALL', '+OK'],
      ['FLUSHDB ASYNC', '+OK'],
      ['SWAPDB 0 1', /^-ERR SWAPDB is not available/],
      ['CLIENT UNBLOCK 1 ERROR', ':0'],
    )
    const clients = show(await alice.run('CLIENT LIST'))
    expect(clients.trim().split('\n')).toHaveLength(1)
    await check(
      bob,
      ['GET secret', '$kept'],
      ['LRANGE queue 0 -1', '[$job]'],
      ['PUBSUB CHANNELS', '[$news]'],
      ['PUBLISH news mine', ':2'],
    )
    expect((await listener.take(2)).map(show)).toEqual([
      '[$message $news $mine]',
      '[$pmessage $n* $news $mine]',
    ])
    expect(listener.left).toEqual([])
  })

  it('confines its user even where no rewriting stands before it', async () => {
    const sandbox = await house.service.create()
    await (await house.open(sandbox)).run('SET a 1')
    const users = show(await askPort(redis.port, 'ACL', 'LIST'))
    const rules = /user (ks-\w+) on .*?(?= \$user|\]$)/.exec(users)?.[0] ?? ''
    const name = /ks-\w+/.exec(rules)?.[0] ?? ''
    for (const command of [
      ['GET', 'a'],
      ['SET', `{${name}}`, '1'],
      ['KEYS', '*'],
      ['SCAN', '0'],
      ['EVAL', 'return 1', '0'],
      ['FLUSHALL'],
      ['CONFIG', 'GET', '*'],
      ['CLIENT', 'TRACKING', 'ON'],
      ['PUBLISH', 'news', 'x'],
      ['ACL', 'LIST'],
    ]) {
      const dry = await askPort(redis.port, 'ACL', 'DRYRUN', name, ...command)
      expect(`${command.join(' ')}: ${show(dry)}`).toMatch(
        /(?:no permissions|No permissions|channel)/i,
      )
    }
    expect(show(await askPort(redis.port, 'ACL', 'DRYRUN', name, 'GET', `{${name}}:a`))).toBe('+OK')
    await sandbox.delete()
  })

  it('wakes a client of one’s own', async () => {
    const sandbox = await house.service.create()
    const [waiting, other] = [await house.open(sandbox), await house.open(sandbox)]
    const id = show(await waiting.run('CLIENT ID')).slice(1)
    waiting.send('BLPOP none 0')
    await until(async () => show(await other.run(`CLIENT UNBLOCK ${id}`)) === ':1')
    expect(show(await waiting.next())).toBe('nil-array')
    await sandbox.delete()
  })

  it('tells its watchers of its own keys alone, whoever changes them and however they go', async () => {
    const [a, b] = [
      await house.engine.launch({ user: 'a' }),
      await house.engine.launch({ user: 'b' }),
    ]
    const told: Touched[] = []
    const stop = a.onTouched((touched) => told.push(touched))
    const names = () =>
      told.flatMap((one) =>
        one.kind === 'keys' ? one.keys.map((key) => Buffer.from(key).toString()) : [],
      )
    await until(() => told.some(({ kind }) => kind === 'all'))
    const write = (instance: typeof a, text: string) => {
      const connection = instance.connect({ onData: () => undefined, onClose: () => undefined })
      connection.write(Buffer.from(text))
    }
    write(b, 'SET foreign 1\r\n')
    write(a, 'SET mine 1\r\nSET short 1 PX 5\r\n')
    await until(() => names().filter((name) => name === 'short').length === 2)
    expect(new Set(names())).toEqual(new Set(['mine', 'short']))
    stop()
    await a.kill()
    await b.kill()
  })

  it('tells the page what changed, with the names that the learner knows', async () => {
    const sandbox = await house.service.create()
    const [page, client] = [await house.open(sandbox), await house.open(sandbox)]
    await page.run('HELLO 3')
    page.send('KEYSPACE.WATCH ON')
    const heard: string[] = []
    await client.run('SET a 1')
    await until(async () => {
      heard.push(show(await page.next()))
      return heard.some((frame) => frame.includes('"added"') || frame.includes('"key":"a"'))
    })
    await client.run('DEL a')
    await until(async () => {
      heard.push(show(await page.next()))
      return heard.some((frame) => frame.includes('"deleted"'))
    })
    expect(heard.join('\n')).not.toMatch(/ks-[a-z2-7]{16}/)
    await sandbox.delete()
  })

  it('leaves nothing on the server when sandboxes are deleted', async () => {
    const own = await RedisAtPort.start()
    const other = await openHouse({ kind: 'shared', redisUrl: own.url })
    const sandboxes = await Promise.all(Array.from({ length: 5 }, () => other.service.create()))
    for (const sandbox of sandboxes) {
      const client = await other.open(sandbox)
      await check(client, ['MSET a 1 b 2', '+OK'], ['SUBSCRIBE c', '[$subscribe $c :1]'])
    }
    await sandboxes[0]?.delete()
    await other.close()
    expect(await leftOn(own)).toEqual(nothing)
    await own.stop()
  })
})

describe.runIf(findServer('redis-server'))('a shared Redis in trouble', () => {
  let redis: RedisAtPort

  beforeEach(async () => {
    redis = await RedisAtPort.start()
  })

  afterEach(() => redis.stop())

  it('that was killed and started again: every sandbox has its data again', async () => {
    const house = await openHouse({ kind: 'shared', redisUrl: redis.url })
    const sandboxes = await Promise.all(Array.from({ length: 5 }, () => house.service.create()))
    for (const [at, sandbox] of sandboxes.entries()) {
      await check(await house.open(sandbox), [`SET mine ${at}`, '+OK'], ['INCR n', ':1'])
    }
    await redis.kill()
    await expect(house.engine.launch({ user: 'x' })).rejects.toThrow(
      /^The shared Redis does not answer/,
    )
    await redis.start()
    for (const [at, sandbox] of sandboxes.entries()) {
      await until(async () => {
        const { replies } = await sandbox.execute([[Buffer.from('GET'), Buffer.from('mine')]])
        return show(replies[0]) === `$${at}`
      })
      await check(await house.open(sandbox), ['INCR n', ':2'], ['DBSIZE', ':2'])
    }
    await house.close()
    expect(await leftOn(redis)).toEqual(nothing)
  })

  it('that answers nothing for a while: launching says so, and works afterwards', async () => {
    const engine = await createSharedEngine({
      redisUrl: redis.url,
      patience: { connectMs: 200, operationMs: 200 },
      log: silent,
    })
    redis.freeze()
    const refused = await Promise.allSettled(
      Array.from({ length: 20 }, () => engine.launch({ user: 'x' })),
    )
    expect(refused.every(({ status }) => status === 'rejected')).toBe(true)
    redis.thaw()
    const instance = await engine.launch({ user: 'x' })
    expect(engine.counters?.()['timeouts']).toBeGreaterThan(0)
    await instance.kill()
    await engine.close()
    expect((await leftOn(redis))[1]).toBe('[$default]')
  })

  it('that does not allow its user ACL SETUSER says so at start', async () => {
    await askPort(
      redis.port,
      'ACL',
      'SETUSER',
      'teacher',
      'on',
      '>pass',
      '~*',
      '&*',
      '+@all',
      '-acl',
    )
    await expect(
      createSharedEngine({ redisUrl: redis.url.replace('//', '//teacher:pass@'), log: silent }),
    ).rejects.toThrow(/^The user of REDIS_URL may not run ACL SETUSER/)
  })

  it('works with a user and a password of its own', async () => {
    await askPort(redis.port, 'ACL', 'SETUSER', 'teacher', 'on', '>p@ss', '~*', '&*', '+@all')
    const url = redis.url.replace('//', '//teacher:p%40ss@')
    const house = await openHouse({ kind: 'shared', redisUrl: url })
    const client = await house.open(await house.service.create())
    await check(client, ['SET a 1', '+OK'], ['KEYS *', '[$a]'])
    await house.close()
  })

  it('is swept of what a process left that was killed, and of nothing else', async () => {
    const gone = newNamespace(randomBytes, 'x')
    const alive = newNamespace(randomBytes, 'x')
    for (const { name, prefix } of [gone, alive]) {
      await askPort(redis.port, 'SET', `${prefix}a`, '1')
      await askPort(redis.port, 'ACL', 'SETUSER', name)
    }
    await askPort(redis.port, 'SET', `keyspace:lease:{${alive.name}}`, 'x')
    await askPort(redis.port, 'SET', 'of:somebody:else', '1')
    const engine = await createSharedEngine({ redisUrl: redis.url, log: silent })
    const keys = show(await askPort(redis.port, 'KEYS', '*'))
    expect(keys).not.toContain(gone.name)
    expect(keys).toContain(`${alive.prefix}a`)
    expect(keys).toContain('of:somebody:else')
    expect(show(await askPort(redis.port, 'ACL', 'USERS'))).toBe(`[$default $${alive.name}]`)
    await engine.close()
  })

  it('keeps a sandbox for longer than its lease, by renewing it', async () => {
    const engine = await createSharedEngine({ redisUrl: redis.url, leaseMs: 300, log: silent })
    const instance = await engine.launch({ user: 'x' })
    let hasEnded = false
    void instance.ended.then(() => (hasEnded = true))
    const began = performance.now()
    await until(() => performance.now() - began > 900)
    expect(hasEnded).toBe(false)
    expect(show(await askPort(redis.port, 'KEYS', 'keyspace:lease:*'))).toMatch(
      /^\[\$keyspace:lease/,
    )
    await askPort(redis.port, 'FLUSHALL')
    expect(await instance.ended).toMatchObject({ cause: 'crashed' })
    await instance.kill()
    await engine.close()
  })
})
