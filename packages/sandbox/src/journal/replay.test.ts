import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Sandbox } from '../sandbox.ts'
import { openHouse, type House } from '../testing/house.ts'
import type { RawClient } from '../testing/raw-client.ts'
import { show } from '../testing/show.ts'

let house: House
let sandbox: Sandbox
let client: RawClient

beforeAll(async () => {
  house = await openHouse({
    limits: { commandMs: 300, commandsPerSecond: 1e6, commandsBurst: 1e6 },
  })
})
afterAll(() => house.close())
beforeEach(async () => {
  sandbox = await house.service.create()
  client = await house.open(sandbox)
})
afterEach(() => sandbox.delete())

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

async function run(...lines: string[]): Promise<void> {
  client.send(...lines)
  for (const reply of await client.take(lines.length)) expect(reply.kind).not.toBe('error')
}

/** Makes the sandbox replace its Redis. */
async function replace(): Promise<void> {
  expect(show(await client.run("EVAL 'while true do end' 0"))).toMatch(/still there/)
}

/** Every key of a database as DUMP sees it, and when it expires. */
async function contents(db: number): Promise<Record<string, string>> {
  await client.run(`SELECT ${db}`)
  const keys = await client.run('KEYS *')
  const found: Record<string, string> = {}
  for (const key of keys.kind === 'array' ? keys.items.map(show) : []) {
    const name = key.slice(1)
    const dump = await client.run(`DUMP ${name}`)
    const bytes = dump.kind === 'bulk' ? Buffer.from(dump.value).toString('hex') : ''
    const expiry = await client.run(`PEXPIRETIME ${name}`)
    const time = expiry.kind === 'integer' ? Math.round(Number(expiry.value) / 100) : 0
    found[name] = `${bytes} ${time}`
  }
  await client.run('SELECT 0')
  return found
}

describe('a replaced Redis has the same data', () => {
  it('of every type, in every database, byte for byte', async () => {
    await run(
      'SET s hello EX 100',
      'APPEND s x',
      'INCRBYFLOAT f 10.5',
      'SETRANGE sr 5 abc',
      'SETBIT bits 100 1',
      'PFADD hll a b c',
      'RPUSH l a b c d e',
      'LPOP l',
      'LINSERT l BEFORE c x',
      'SADD set 1 2 3 4 5',
      'SPOP set 2',
      'HSET h f 1 g 2',
      'HINCRBY h f 5',
      'ZADD z 1 a 2 b 0.1 c',
      'ZPOPMIN z',
      'XADD x * f v',
      'XADD x * f w',
      'XGROUP CREATE x g 0',
      'GEOADD geo 13.361389 38.115556 Palermo',
      'SELECT 3',
      'SET other 1',
      'COPY other again DB 0',
      'SELECT 0',
      'MULTI',
      'INCR counter',
      'SELECT 2',
      'SET in-two 1',
      'EXEC',
      'SELECT 0',
      "EVAL \"redis.call('SET', 'from-lua', ARGV[1])\" 0 value",
      'RENAME from-lua renamed',
    )
    const before = [await contents(0), await contents(2), await contents(3)]
    expect(before.map((keys) => Object.keys(keys).length)).toEqual([14, 1, 1])
    await replace()
    expect([await contents(0), await contents(2), await contents(3)]).toEqual(before)
  })

  it('and the same functions, scripts and settings', async () => {
    await run(
      'FUNCTION LOAD "#!lua name=lib\\nredis.register_function(\'f\', function() return 7 end)"',
      'SCRIPT LOAD "return 8"',
      'CONFIG SET hash-max-listpack-entries 2',
      'HSET h a 1 b 2 c 3',
    )
    await replace()
    expect(show(await client.run('FCALL f 0'))).toBe(':7')
    const sha = createHash('sha1').update('return 8').digest('hex')
    expect(show(await client.run(`EVALSHA ${sha} 0`))).toBe(':8')
    expect(show(await client.run('OBJECT ENCODING h'))).toBe('$hashtable')
  })

  it('and what had expired under another name, or in another database, is gone before what came then', async () => {
    await run(
      ...[
        'SET a 5 PX 60',
        'RENAME a renamed',
        'SET b 5 PX 60',
        'COPY b copied',
        'SET c 5 PX 60',
        'MOVE c 1',
      ],
      ...[
        'SET d 5 PX 60',
        'EVAL "redis.call(\'RENAME\', KEYS[1], KEYS[2])" 2 d by-script',
        'SET e 5 EX 70',
      ],
      'SWAPDB 0 1',
    )
    await wait(120)
    await run('SELECT 1', 'INCR renamed', 'INCR copied', 'INCR by-script', 'SELECT 0', 'INCR c')
    await replace()
    client.send(
      'GET c',
      'TTL c',
      'SELECT 1',
      'GET renamed',
      'GET copied',
      'GET by-script',
      'TTL renamed',
      'TTL e',
    )
    expect((await client.take(8)).map(show)).toEqual([
      ...['$1', ':-1', '+OK', '$1', '$1', '$1', ':-1'],
      expect.stringMatching(/^:(?:69|70)$/),
    ])
    await run('SELECT 0')
  })

  it('and what had expired before a command stays expired for it', async () => {
    await run('SET gone 5 PX 60', 'SET kept 5 PX 60', 'PERSIST kept', 'SET later 1 EX 50')
    await wait(120)
    await run('INCR gone', 'INCR kept', 'SET soon 1 PX 300')
    await replace()
    client.send('GET gone', 'TTL gone', 'GET kept', 'TTL kept', 'TTL later')
    expect((await client.take(5)).map(show)).toEqual([
      '$1',
      ':-1',
      '$6',
      ':-1',
      expect.stringMatching(/^:(?:49|50)$/),
    ])
    await wait(200)
    expect(show(await client.run('EXISTS soon'))).toBe(':0')
  })

  it('and what a script made of the time that it asked for', async () => {
    const ask = `redis.call('ZADD', KEYS[1], redis.call('TIME')[1], 'm'); redis.call('SET', KEYS[1] .. ':us', redis.pcall('time')[2])`
    const sha = createHash('sha1').update(`${ask} `).digest('hex')
    await run(
      `EVAL "#!lua flags=allow-cross-slot-keys\n${ask}" 1 a`,
      ...[
        `EVAL "local call = redis.call ${ask}" 1 b`,
        `SCRIPT LOAD "${ask} "`,
        `EVALSHA ${sha} 1 c`,
      ],
    )
    const times = async (): Promise<readonly string[]> => {
      client.send(...['a', 'b', 'c'].flatMap((key) => [`ZSCORE ${key} m`, `GET ${key}:us`]))
      return (await client.take(6)).map(show)
    }
    const before = await times()
    await wait(1_100)
    await replace()
    const after = await times()
    const micros = (shown: readonly string[]): readonly number[] =>
      [0, 2, 4].map((at) => Number(shown[at]?.slice(1)) * 1e6 + Number(shown[at + 1]?.slice(1)))
    micros(after).forEach((time, at) => {
      expect(Math.abs(time - (micros(before)[at] ?? NaN))).toBeLessThan(500_000)
    })
    expect(show(await client.run(`SCRIPT EXISTS ${sha}`))).toBe('[:1]')
  })

  it('and what expires at the end of all time is there, too', async () => {
    await run(
      'SET a 1 PXAT 9223372036854775000',
      'SET b 1 PX 9200000000000000000',
      'SET c 1',
      'EXPIRE c 9200000000000000',
      'SET d 1 PXAT 9007199254740000',
    )
    await replace()
    client.send('MGET a b c d', 'PEXPIRETIME a', 'PEXPIRETIME d')
    expect((await client.take(3)).map(show)).toEqual([
      '[$1 $1 $1 $1]',
      ':9223372036854775000',
      ':9007199254740000',
    ])
  })

  it('and nothing of a transaction that was not executed', async () => {
    await run('SET a 1', 'MULTI', 'SET a 2', 'DISCARD', 'WATCH a')
    const other = await house.open(sandbox)
    await other.run('SET a 3')
    await run('MULTI', 'SET a 4', 'EXEC')
    other.send('MULTI', 'SET b 1')
    await other.take(2)
    await replace()
    expect(show(await client.run('GET a'))).toBe('$3')
    expect(show(await client.run('EXISTS b'))).toBe(':0')
  })

  it('and what a blocked client got is not given again', async () => {
    const other = await house.open(sandbox)
    other.send('BLPOP q 0')
    await wait(50)
    await run('RPUSH q a b')
    await other.next()
    await replace()
    expect(show(await client.run('LRANGE q 0 -1'))).toBe('[$b]')
  })

  it('unless more ran than is kept, and then it says so', async () => {
    const lines = Array.from({ length: 10_050 }, () => 'INCR n')
    for (let from = 0; from < lines.length; from += 1_000)
      await run(...lines.slice(from, from + 1_000))
    expect(show(await client.run("EVAL 'while true do end' 0"))).toMatch(/data was lost/)
    expect(show(await client.run('GET n'))).toBe('$10000')
  })

  it('and a script cannot do more the second time', async () => {
    client.send("EVAL \"redis.call('SET','a',1) redis.call('CONFIG','SET','maxmemory','0')\" 0")
    expect(show(await client.next())).toMatch(/ERR/)
    await replace()
    expect(show(await client.run('GET a'))).toBe('$1')
    expect(show(await client.run('CONFIG GET maxmemory'))).toBe('[$maxmemory $16777216]')
  })
})
