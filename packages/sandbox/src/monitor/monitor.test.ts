import { execFile } from 'node:child_process'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { EngineKind } from '../engine/engine.ts'
import type { Sandbox } from '../sandbox.ts'
import { openHouse, type House } from '../testing/house.ts'
import { RawClient } from '../testing/raw-client.ts'
import { RedisAtPort } from '../testing/redis-at-port.ts'
import { show } from '../testing/show.ts'

/** What two clients send, `a` and `b`, one after the other. */
type Talk = readonly (readonly ['a' | 'b', string])[]

const a = (...lines: string[]): Talk => lines.map((line) => ['a', line])
const b = (...lines: string[]): Talk => lines.map((line) => ['b', line])

const talks: Readonly<Record<string, Talk>> = {
  'plain commands, and quoting': a(
    'PING',
    String.raw`SET k "a\"b\\ \x00\xff\r\n\t\a\b é"`,
    'set n 12',
    'INCR n',
    'SET k v EX 10',
    'XADD s 1-1 a 1',
    'KEYS *',
    'FLUSHALL',
  ),
  'what failed while it ran, and not what never ran': a(
    'SET k v',
    'LPUSH k 1',
    'nosuch x',
    'GET',
    'GET a b',
    'OBJECT NOPE k',
    'SELECT 99',
  ),
  'the database that it ran in': a('SELECT 3', 'SET z 1', 'SELECT 0', 'GET z'),
  'no secrets, and nothing that administers the server': a(
    'HELLO 2',
    'HELLO 3 SETNAME bob',
    'HELLO 2',
    'HELLO 9',
    'CONFIG GET maxmemory',
    'CLIENT SETNAME q',
    'CLIENT LIST',
    'SLOWLOG LEN',
    'LASTSAVE',
    'SCRIPT FLUSH',
    'RESET',
  ),
  'a transaction when it is executed': a(
    ...['MULTI', 'SET t 1', 'SELECT 2', 'INCR t', 'EXEC', 'SELECT 0'],
    ...['MULTI', 'GET t', 'DISCARD', 'EXEC', 'MULTI', 'MULTI', 'WATCH t', 'EXEC'],
    ...['MULTI', 'SET t 1', 'GET', 'EXEC'],
  ),
  'a transaction that somebody got in the way of': [
    ...a('WATCH w'),
    ...b('SET w 1'),
    ...a('MULTI', 'GET w', 'EXEC', 'UNWATCH'),
  ],
  subscriptions: [
    ...a('SUBSCRIBE c d', 'PING', 'GET k'),
    ...b('PUBLISH nobody m'),
    ...a('UNSUBSCRIBE'),
  ],
}

const scripts: Talk = [
  ...a(
    `EVAL "redis.call('set',KEYS[1],ARGV[1]); return redis.call('get',KEYS[1])" 1 lk lv`,
    `EVAL "return redis.call('nosuch')" 0`,
    'SET n 1',
    `EVAL "return redis.pcall('lpush','n',1)" 0`,
    'EVAL "bad lua(" 0',
    'EVAL "return 1" 5',
    'EVALSHA bad 0',
    `EVAL_RO "return redis.call('get','n')" 0`,
  ),
  ...b(`EVAL "return redis.call('incr','n')" 0`),
  ...a('MULTI', 'SET t 1', `EVAL "return redis.call('get','t')" 0`, 'EXEC'),
]

/** How many frames answer a line. */
const framesOf = (line: string): number => (/^SUBSCRIBE|^UNSUBSCRIBE/.test(line) ? 2 : 1)

/** What MONITOR prints of it, the times left out and the addresses numbered as they come. */
async function monitored(open: () => Promise<RawClient>, talk: Talk): Promise<string[]> {
  const [monitor, first, second] = [await open(), await open(), await open()]
  expect(show(await monitor.run('MONITOR'))).toBe('+OK')
  for (const [who, line] of talk) {
    const client = who === 'a' ? first : second
    client.send(line)
    await client.take(framesOf(line))
  }
  await second.run('ECHO end')
  const addresses: string[] = []
  const lines: string[] = []
  let before = 0
  for (;;) {
    const line = show(await monitor.next())
    const at = Number(line.slice(1, 18))
    // What a script does, it does after it began.
    if (line.includes(' lua] ')) expect(at).toBeGreaterThanOrEqual(before)
    before = at
    lines.push(
      line.replace(/^\+\d{10}\.\d{6} \[(\d+) (\S+)\]/, (_all, db: string, address: string) => {
        if (!addresses.includes(address)) addresses.push(address)
        return `[${db} ${address === 'lua' ? 'lua' : addresses.indexOf(address)}]`
      }),
    )
    if (line.endsWith('"ECHO" "end"')) break
  }
  for (const client of [monitor, first, second]) client.close()
  return lines
}

let redis: RedisAtPort
beforeAll(async () => {
  redis = await RedisAtPort.start()
})
afterAll(() => redis.stop())

describe.each<EngineKind>(['dedicated', 'embedded'])('MONITOR, %s engine', (kind) => {
  let house: House
  let sandbox: Sandbox

  beforeAll(async () => {
    house = await openHouse({ kind, limits: { commandMs: 10_000 } })
  })
  afterAll(() => house.close())
  beforeEach(async () => {
    sandbox = await house.service.create()
  })
  afterEach(() => sandbox.delete())

  const here = (): Promise<RawClient> => house.open(sandbox)
  const there = (): Promise<RawClient> => RawClient.open(redis.port)

  it.each(Object.entries({ ...talks, scripts }))(
    'shows as redis-server does: %s',
    async (_name, talk) => {
      const expected = await monitored(there, talk)
      expect(expected.length).toBeGreaterThan(2)
      expect(await monitored(here, talk)).toEqual(expected)
    },
  )

  it('shows a command that waits when it begins to wait', async () => {
    const [monitor, client] = [await here(), await here()]
    await monitor.run('MONITOR')
    client.send('PING', 'BLPOP list 5')
    expect(show(await monitor.next())).toMatch(/"PING"$/)
    expect(show(await monitor.next())).toMatch(/"BLPOP" "list" "5"$/)
    const other = await here()
    expect(show(await monitor.next())).toMatch(/\] "AUTH" "\(redacted\)" "\(redacted\)"$/)
    await other.run('RPUSH list x')
    await client.take(2)
    await client.run('ECHO end')
    expect((await monitor.take(2)).map(show)).toEqual([
      expect.stringMatching(/"RPUSH" "list" "x"$/),
      expect.stringMatching(/"ECHO" "end"$/),
    ])
  })

  it('shows nothing of the page’s own looks', async () => {
    const [monitor, watcher, client] = [await here(), await here(), await here()]
    await watcher.run('HELLO 3')
    watcher.send('KEYSPACE.WATCH ON')
    await watcher.take(2)
    await monitor.run('MONITOR')
    await client.run('SET k v')
    expect((await sandbox.keys()).total).toBe(1)
    await watcher.take(2)
    await client.run('ECHO end')
    expect((await monitor.take(2)).map(show)).toEqual([
      expect.stringMatching(/"SET" "k" "v"$/),
      expect.stringMatching(/"ECHO" "end"$/),
    ])
  })

  it('is a mode as in redis-server, which RESET ends', async () => {
    const told = async (client: RawClient): Promise<string[]> => {
      await client.run('MONITOR')
      const lines = [show(await client.run('GET k'))]
      client.send('MONITOR', 'PING')
      lines.push(...(await client.take(2)).map(show))
      client.send('RESET')
      lines.push(show(await client.next()))
      return lines.map((line) => line.replace(/\d+\.\d+ \[0 \S+\]/, 'when and who'))
    }
    const expected = await told(await there())
    const client = await here()
    expect(await told(client)).toEqual(expected)
    expect(show(await client.run(`AUTH ${sandbox.id} ${sandbox.token}`))).toBe('+OK')
    expect([show(await client.run('SET k v')), client.left]).toEqual(['+OK', []])
    expect(show(await client.run('MONITOR x'))).toMatch(/^-ERR wrong number/)
  })

  it('goes on in redis-cli until it is stopped', async () => {
    const args = ['-u', `redis://${sandbox.id}:${sandbox.token}@127.0.0.1:${house.port}`, 'MONITOR']
    const cli = execFile('redis-cli', args)
    let printed = ''
    const client = await here()
    await new Promise<void>((resolve) => {
      cli.stdout?.on('data', (text: string) => {
        printed += text
        if (printed.startsWith('OK\n') && !printed.includes('"SET"')) client.send('SET k v')
        if (/^\d{10}\.\d{6} \[0 127\.0\.0\.1:\d+\] "SET" "k" "v"\n/m.test(printed)) resolve()
      })
    })
    cli.kill('SIGINT')
    client.send('PING')
    expect((await client.take(2)).map(show)).toEqual(['+OK', '+PONG'])
  })

  it('gives a client up for which a script has far too much to show', async () => {
    const [monitor, client] = [await here(), await here()]
    await monitor.run('MONITOR')
    const flood = `for i = 1, 2000 do redis.call('echo', string.rep('x', 1000)) end return 'done'`
    expect(show(await client.run(`EVAL "${flood}" 0`))).toBe('$done')
    await monitor.closed
    expect(show(await client.run('PING'))).toBe('+PONG')
  })

  it.each([
    [
      'many scripts',
      `EVAL "for i = 1, 100 do redis.call('echo', string.rep('x', 1000)) end return 'done'" 0`,
    ],
    ['big values', `SET k ${'x'.repeat(60_000)}`],
  ])('gives a client up for which %s make too much to show', async (_what, line) => {
    const [monitor, client] = [await here(), await here()]
    await monitor.run('MONITOR')
    client.send(...Array.from({ length: 60 }, () => line))
    await monitor.closed
    await client.take(60)
    const next = await here()
    expect(show(await next.run('MONITOR'))).toBe('+OK')
    expect(show(await client.run('PING'))).toBe('+PONG')
  })

  it('is not for a request over HTTP', async () => {
    const { replies } = await sandbox.execute([[Buffer.from('MONITOR')]])
    expect(replies.map(show)).toEqual([expect.stringMatching(/^-ERR MONITOR needs a connection/)])
  })
})

describe('MONITOR, shared engine', () => {
  it('shows what the own sandbox ran, as it was typed', async () => {
    const house = await openHouse({ kind: 'shared', redisUrl: redis.url })
    const [mine, theirs] = [await house.service.create(), await house.service.create()]
    const [monitor, client, other] = [
      await house.open(mine),
      await house.open(mine),
      await house.open(theirs),
    ]
    await monitor.run('MONITOR')
    await other.run('SET k theirs')
    await client.run('SET k mine')
    expect(show(await monitor.next())).toMatch(
      /^\+\d{10}\.\d{6} \[0 127\.0\.0\.1:\d+\] "SET" "k" "mine"$/,
    )
    expect(monitor.left).toEqual([])
    await house.close()
  })
})
