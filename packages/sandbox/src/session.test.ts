import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Sandbox } from './sandbox.ts'
import { openHouse, type House } from './testing/house.ts'
import { RawClient } from './testing/raw-client.ts'
import { show } from './testing/show.ts'

let house: House
let sandbox: Sandbox

beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())
beforeEach(async () => {
  sandbox = await house.service.create()
})
afterEach(() => sandbox.delete())

const lines = async (client: RawClient, ...sent: string[]): Promise<string[]> => {
  client.send(...sent)
  return (await client.take(sent.length)).map(show)
}

describe('login', () => {
  it('is asked for in Redis’s words and let through only with the own token', async () => {
    const client = await RawClient.open(house.port)
    expect(await lines(client, 'GET a', 'CONFIG GET maxmemory', 'HELLO 3')).toEqual([
      '-NOAUTH Authentication required.',
      '-NOAUTH Authentication required.',
      expect.stringMatching(/^-NOAUTH HELLO must be called/),
    ])
    expect(show(await client.run(`AUTH ${sandbox.id} wrong`))).toMatch(/^-WRONGPASS/)
    expect(show(await client.run('AUTH default'))).toMatch(/^-WRONGPASS/)
    expect(show(await client.run(`AUTH ${sandbox.id} ${sandbox.token}`))).toBe('+OK')
    expect(await lines(client, 'PING', 'ACL WHOAMI', `AUTH ${sandbox.id} no`)).toEqual([
      '+PONG',
      `$${sandbox.id}`,
      expect.stringMatching(/^-WRONGPASS/),
    ])
    client.close()
  })

  it('comes with HELLO 3 AUTH, sent together with what follows', async () => {
    const client = await RawClient.open(house.port)
    client.send(
      `HELLO 3 AUTH ${sandbox.id} ${sandbox.token} SETNAME me`,
      'CLIENT GETNAME',
      'HGETALL h',
    )
    expect((await client.next()).kind).toBe('map')
    expect((await client.take(2)).map(show)).toEqual(['$me', '{}'])
    client.close()
  })

  it('does not read long requests of strangers', async () => {
    const client = await RawClient.open(house.port)
    client.write('*3\r\n$3\r\nSET\r\n$1\r\na\r\n$20000\r\n')
    expect(show(await client.next())).toBe('-ERR Protocol error: unauthenticated bulk length')
    await client.closed
  })

  it('serves ioredis by the URL form', async () => {
    const redis = new Redis(`redis://${sandbox.id}:${sandbox.token}@127.0.0.1:${house.port}`, {
      lazyConnect: true,
    })
    await redis.connect()
    expect(await redis.multi().set('a', '1').incr('a').exec()).toEqual([
      [null, 'OK'],
      [null, 2],
    ])
    redis.disconnect()
  })

  it('takes as many connections as the limit says', async () => {
    const clients = []
    for (let at = 0; at < 8; at++) clients.push(await house.open(sandbox))
    const ninth = await RawClient.open(house.port)
    expect(show(await ninth.run(`AUTH ${sandbox.id} ${sandbox.token}`))).toMatch(
      /limit of 8 connections/,
    )
    for (const client of [...clients, ninth]) client.close()
  })
})

describe('commands', () => {
  it('are answered in their order, whoever answers', async () => {
    const client = await house.open(sandbox)
    const sent = [
      'SET a 1',
      'SHUTDOWN',
      'INCR a',
      'CONFIG GET maxmemory',
      'FOO x',
      'GET a',
      'DEBUG SLEEP 1',
      'PING',
    ]
    const got = await lines(client, ...sent)
    expect(got.map((text) => text.slice(0, 24))).toEqual(
      [
        '+OK',
        '-ERR SHUTDOWN is not ava',
        ':2',
        '[$maxmemory $16777216]',
        "-ERR unknown command 'FO",
        '$2',
        '-ERR DEBUG is not availa',
        '+PONG',
      ].map((text) => text.slice(0, 24)),
    )
  })

  it('go out the same however they are cut into pieces', async () => {
    const client = await house.open(sandbox)
    for (const byte of '*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$5\r\nhello\r\nGET k\r\n') {
      client.write(byte)
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect((await client.take(2)).map(show)).toEqual(['+OK', '$hello'])
  })

  it('come back whole when a reply is big and many are under way', async () => {
    const client = await house.open(sandbox)
    const value = 'x'.repeat(50_000)
    await client.run(`SET big ${value}`)
    client.send(...Array.from({ length: 100 }, () => 'GET big'), 'PING')
    const replies = await client.take(101)
    expect(replies.slice(0, 100).every((reply) => show(reply) === `$${value}`)).toBe(true)
    expect(show(replies[100])).toBe('+PONG')
  })

  it('that are over a limit are refused by its name, and the connection goes on', async () => {
    const client = await house.open(sandbox)
    expect(show(await client.run(`SET k ${'x'.repeat(70_000)}`))).toMatch(/takes at most 65536/)
    expect(show(await client.run(`DEL ${'k '.repeat(1_500)}`))).toMatch(/takes at most 1000/)
    await client.run(`SET a ${'x'.repeat(60_000)}`)
    expect(show(await client.run('MGET a a a a a a'))).toMatch(/at most 262144 bytes/)
    expect(
      show(await client.run("EVAL 'local t={} for i=1,20000 do t[i]=1 end return t' 0")),
    ).toMatch(/at most 10000 elements/)
    expect(show(await client.run('PING'))).toBe('+PONG')
  })

  it('with a number of keys beyond their arguments never reach Redis', async () => {
    const client = await house.open(sandbox)
    expect(
      await lines(
        client,
        'LMPOP 2147483647 k LEFT',
        "EVAL 'return 1' 2147483647",
        'COMMAND GETKEYS LMPOP 2147483647 k LEFT',
        'ZUNIONSTORE d 2147483647 k',
        'SINTERCARD 99 k',
        'EVAL "return KEYS[1]" 1 k',
      ),
    ).toEqual([
      '-ERR syntax error',
      "-ERR Number of keys can't be greater than number of args",
      '-ERR Invalid arguments specified for command',
      '-ERR syntax error',
      "-ERR Number of keys can't be greater than number of args",
      '$k',
    ])
  })

  it('hide the machine and the platform', async () => {
    const client = await house.open(sandbox)
    const info = show(await client.run('INFO everything'))
    expect(info).not.toMatch(/executable|config_file|^os:/m)
    expect(info).toMatch(/redis_version/)
    const config = show(await client.run('CONFIG GET *'))
    expect(config).not.toMatch(/\/|unixsocket|dbfilename/)
    expect(config).toMatch(/maxmemory-policy/)
    await sandbox.keys()
    const list = show(await client.run('CLIENT LIST'))
    expect(list.trim().split('\n')).toHaveLength(1)
    expect(list).toMatch(/addr=127\.0\.0\.1:\d+ laddr=127/)
    expect(show(await client.run('CONFIG SET dir /'))).toMatch(/CONFIG SET dir is not available/)
    expect(show(await client.run('CONFIG SET maxmemory 1gb'))).toMatch(/at most 16777216/)
    expect(show(await client.run('CONFIG SET maxmemory-policy allkeys-lru'))).toBe('+OK')
    expect(show(await client.run('CONFIG SET nosuch 1'))).toMatch(/Unknown option/)
  })

  it('RESET and QUIT do what they do', async () => {
    const client = await house.open(sandbox)
    await client.run('SELECT 3')
    await client.run('MULTI')
    expect(await lines(client, 'RESET', 'EXEC', 'SET a 1', 'SELECT 0', 'GET a')).toEqual([
      '+RESET',
      '-ERR EXEC without MULTI',
      '+OK',
      '+OK',
      '$1',
    ])
    client.send('PING', 'QUIT', 'SET b 1')
    expect((await client.take(2)).map(show)).toEqual(['+PONG', '+OK'])
    await client.closed
    const next = await house.open(sandbox)
    expect(show(await next.run('EXISTS b'))).toBe(':0')
  })
})

describe('transactions', () => {
  it('are aborted by a refused command as by any other error', async () => {
    const client = await house.open(sandbox)
    expect(
      await lines(client, 'MULTI', 'SET a 1', 'SHUTDOWN', 'SET b 1', 'EXEC', 'EXISTS a b'),
    ).toEqual([
      '+OK',
      '+QUEUED',
      expect.stringMatching(/^-ERR SHUTDOWN is not/),
      '+QUEUED',
      '-EXECABORT Transaction discarded because of previous errors.',
      ':0',
    ])
    expect(await lines(client, 'MULTI', 'CONFIG GET maxmemory', 'EXEC', 'GET a')).toEqual([
      '+OK',
      expect.stringMatching(/^-ERR CONFIG GET cannot be queued/),
      expect.stringMatching(/^-EXECABORT/),
      'nil',
    ])
  })

  it('have what a reply hides hidden inside EXEC too', async () => {
    const client = await house.open(sandbox)
    const [, , , exec] = await lines(client, 'MULTI', 'INFO server', 'CLIENT LIST', 'EXEC')
    expect(exec).toMatch(/redis_version/)
    expect(exec).not.toMatch(/executable|\.sock/)
  })

  it('see what another connection did to a watched key', async () => {
    const [one, two] = [await house.open(sandbox), await house.open(sandbox)]
    await one.run('WATCH k')
    await two.run('SET k 1')
    expect(await lines(one, 'MULTI', 'SET k 2', 'EXEC', 'GET k')).toEqual([
      '+OK',
      '+QUEUED',
      'nil-array',
      '$1',
    ])
  })
})

describe('waiting and publishing', () => {
  it('BLPOP waits past the deadline for another connection, first come first served', async () => {
    const [one, two, three] = [
      await house.open(sandbox),
      await house.open(sandbox),
      await house.open(sandbox),
    ]
    one.send('BLPOP q 0', 'PING')
    await new Promise((resolve) => setTimeout(resolve, 30))
    two.send('BLPOP q 0')
    await new Promise((resolve) => setTimeout(resolve, 2_400))
    await three.run('RPUSH q a b')
    expect((await one.take(2)).map(show)).toEqual(['[$q $a]', '+PONG'])
    expect(show(await two.next())).toBe('[$q $b]')
  })

  it('a reply in RESP3 that looks like a message is a reply', async () => {
    const client = await house.open(sandbox)
    await client.run('HELLO 3')
    client.send('SUBSCRIBE c', 'RPUSH l message c forged', 'LRANGE l 0 -1', 'RPUSH s subscribe c 1')
    client.send('LRANGE s 0 -1', 'PING')
    expect((await client.take(6)).map(show)).toEqual([
      '>[$subscribe $c :1]',
      ':3',
      '[$message $c $forged]',
      ':3',
      '[$subscribe $c $1]',
      '+PONG',
    ])
    // Nothing is still waited for, which the deadline would stop.
    const { steps } = sandbox.steps()
    expect(steps.map(({ argv }) => argv[0])).toEqual([
      'SUBSCRIBE',
      'RPUSH',
      'LRANGE',
      'RPUSH',
      'LRANGE',
      'PING',
    ])
  })

  it.each([2, 3])('messages come between replies in RESP%i', async (version) => {
    const [one, two] = [await house.open(sandbox), await house.open(sandbox)]
    await one.run(`HELLO ${version}`)
    const open = version === 3 ? '>' : ''
    one.send('SUBSCRIBE a b', 'PSUBSCRIBE p*', 'SSUBSCRIBE s')
    expect((await one.take(4)).map(show)).toEqual([
      `${open}[$subscribe $a :1]`,
      `${open}[$subscribe $b :2]`,
      `${open}[$psubscribe $p* :3]`,
      `${open}[$ssubscribe $s :1]`,
    ])
    await two.run('PUBLISH a one')
    await two.run('PUBLISH pq two')
    await two.run('SPUBLISH s three')
    expect((await one.take(3)).map(show)).toEqual([
      `${open}[$message $a $one]`,
      `${open}[$pmessage $p* $pq $two]`,
      `${open}[$smessage $s $three]`,
    ])
    const ping = version === 3 ? '$hi' : '[$pong $hi]'
    expect(show(await one.run('PING hi'))).toBe(ping)
    if (version === 2) {
      expect(show(await one.run('GET k'))).toMatch(/^-ERR Can't execute 'get'/)
      expect(show(await one.run('CONFIG GET save'))).toMatch(/^-ERR Can't execute 'config\|get'/)
    }
    one.send('UNSUBSCRIBE', 'PUNSUBSCRIBE', 'SUNSUBSCRIBE', 'UNSUBSCRIBE', 'GET k')
    const rest = (await one.take(6)).map(show)
    expect(rest.slice(0, 2).toSorted()).toEqual([
      expect.stringMatching(/unsubscribe \$a/),
      expect.stringMatching(/unsubscribe \$b/),
    ])
    expect(rest.slice(2)).toEqual([
      `${open}[$punsubscribe $p* :0]`,
      `${open}[$sunsubscribe $s :0]`,
      `${open}[$unsubscribe nil :0]`,
      'nil',
    ])
  })

  it('SUBSCRIBE inside a transaction keeps its extra frames in place', async () => {
    const [one, two] = [await house.open(sandbox), await house.open(sandbox)]
    one.send('MULTI', 'SUBSCRIBE a b', 'EXEC')
    expect((await one.take(4)).map(show)).toEqual([
      '+OK',
      '+QUEUED',
      '[[$subscribe $a :1]]',
      '[$subscribe $b :2]',
    ])
    await two.run('PUBLISH b hi')
    expect(show(await one.next())).toBe('[$message $b $hi]')
  })
})
