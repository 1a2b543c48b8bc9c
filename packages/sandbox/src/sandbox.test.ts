import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeCommand, splitLine, type Argv } from '@keyspace/redis-lang'
import type { SandboxError } from './sandbox-error.ts'
import { openHouse, type House } from './testing/house.ts'
import { RawClient } from './testing/raw-client.ts'
import { serversBelow } from './testing/servers-below.ts'
import { show } from './testing/show.ts'

function commands(...lines: string[]): Argv[] {
  return lines.map((line) => {
    const split = splitLine(line)
    if (!split.ok) throw new Error(line)
    return split.args
  })
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const failure = (promise: Promise<unknown>): Promise<SandboxError> =>
  promise.then(
    () => {
      throw new Error('did not fail')
    },
    (error: unknown) => error as SandboxError,
  )

const servers = (): number[] => serversBelow('redis-server')

describe('a sandbox', () => {
  let house: House
  beforeAll(async () => {
    house = await openHouse()
  })
  afterAll(() => house.close())

  it('runs a request in a session of its own', async () => {
    const sandbox = await house.service.create({ seed: commands('SET a 1', 'RPUSH l x y') })
    const { replies, roundTrips, micros } = await sandbox.execute(
      commands('MULTI', 'INCR a', 'EXEC', 'LRANGE l 0 -1', 'SHUTDOWN', 'SELECT 1', 'GET a'),
    )
    expect(replies.map(show).map((text) => text.slice(0, 12))).toEqual([
      '+OK',
      '+QUEUED',
      '[:2]',
      '[$x $y]',
      '-ERR SHUTDOW',
      '+OK',
      'nil',
    ])
    expect(roundTrips).toBe(1)
    expect(micros).toBeGreaterThan(0)
    expect((await sandbox.execute(commands('GET a'))).replies.map(show)).toEqual(['$2'])
    await sandbox.delete()
  })

  it('refuses over HTTP what needs a kept connection, and blocks at most five seconds', async () => {
    const sandbox = await house.service.create()
    const told = async (...lines: string[]): Promise<string[]> =>
      (await sandbox.execute(commands(...lines))).replies.map(show)
    expect(await told('PING', 'MULTI', 'SET a 1')).toEqual([
      '+PONG',
      expect.stringMatching(/^-ERR MULTI without its EXEC/),
      expect.stringMatching(/^-ERR MULTI without its EXEC/),
    ])
    expect(await told('WATCH a')).toEqual([expect.stringMatching(/^-ERR WATCH without/)])
    expect(await told('WATCH a', 'MULTI', 'GET a', 'EXEC')).toEqual([
      '+OK',
      '+OK',
      '+QUEUED',
      '[nil]',
    ])
    for (const line of ['SUBSCRIBE a', 'MONITOR', 'RESET', 'QUIT', 'KEYSPACE.WATCH ON']) {
      expect(await told(line, 'PING')).toEqual([expect.stringMatching(/^-ERR /), '+PONG'])
    }
    const startedAt = performance.now()
    expect(await told('BLPOP q 0', 'XREAD BLOCK 60000 STREAMS s $', 'PING')).toEqual([
      'nil-array',
      'nil-array',
      '+PONG',
    ])
    // One after the other they would have been given ten.
    expect(performance.now() - startedAt).toBeLessThan(9_500)
    await sandbox.delete()
  })

  it('is not left behind by a bad seed, which names its line', async () => {
    const error = await failure(
      house.service.create({ seed: commands('SET a 1', 'INCR', 'SET b 2') }),
    )
    expect(error).toMatchObject({ code: 'bad-seed', index: 1 })
    expect(error.reply).toMatch(/^ERR wrong number of arguments for 'incr'/)
    expect(house.service.size).toBe(0)
    expect(servers()).toEqual([])
  })

  it('stops a runaway script, says so, and keeps what was answered', async () => {
    const [sandbox, neighbour] = [await house.service.create(), await house.service.create()]
    const [one, two, other] = [
      await house.open(sandbox),
      await house.open(sandbox),
      await house.open(neighbour),
    ]
    one.send('SELECT 2', 'CLIENT SETNAME me', 'SET a 1', 'CONFIG SET maxmemory-policy allkeys-lru')
    await one.take(4)
    one.send("EVAL 'while true do pcall(function() while true do end end) end' 0", 'SET b 1')
    await wait(200)
    expect(show(await other.run('PING'))).toBe('+PONG')
    // The script runs on meanwhile.
    expect(one.left).toEqual([])
    expect((await one.take(2)).map(show)).toEqual([
      expect.stringMatching(/^-ERR A command ran longer than the limit of 2000 ms.*still there/),
      expect.stringMatching(/This command did not run/),
    ])
    await two.closed
    one.send('GET a', 'CLIENT GETNAME', 'CONFIG GET maxmemory-policy', 'GET b')
    expect((await one.take(4)).map(show)).toEqual([
      '$1',
      '$me',
      '[$maxmemory-policy $allkeys-lru]',
      'nil',
    ])
    await Promise.all([sandbox.delete(), neighbour.delete()])
  })

  it('lets nobody in to a Redis that is being replaced: the login waits for the new one', async () => {
    const own = await openHouse({ limits: { commandMs: 1_500 } })
    const stuck = await own.service.create()
    const client = await own.open(stuck)
    await client.run('SET kept 1')
    expect(show(await client.run('EVAL "while true do end" 0'))).toMatch(/limit of 1500 ms/)
    // The answer comes before the new Redis is there.
    const next = await RawClient.open(own.port)
    next.send(`HELLO 3 AUTH ${stuck.id} ${stuck.token}`, 'GET kept')
    expect((await next.next()).kind).toBe('map')
    expect(show(await next.next())).toBe('$1')
    next.close()
    await own.close()
  })

  it('survives kill -9 of its Redis', async () => {
    const sandbox = await house.service.create()
    const [one, two] = [await house.open(sandbox), await house.open(sandbox)]
    await one.run('SET a 1')
    two.send('BLPOP q 0')
    await wait(50)
    const [server] = servers()
    process.kill(server!, 'SIGKILL')
    expect(show(await two.next())).toMatch(
      /^-ERR Your Redis stopped unexpectedly and was restarted/,
    )
    await one.closed
    expect(show(await two.run('GET a'))).toBe('$1')
    expect((await sandbox.execute(commands('GET a'))).replies.map(show)).toEqual(['$1'])
    expect(servers()).toHaveLength(1)
    await sandbox.delete()
  })

  it('loses nothing however often its Redis is killed', async () => {
    const sandbox = await house.service.create()
    const client = await house.open(sandbox)
    await client.run('SET kept 1')
    for (let time = 0; time < 4; time++) {
      client.send('BLPOP nothing 0')
      await wait(50)
      for (const pid of servers()) process.kill(pid, 'SIGKILL')
      expect(show(await client.next())).toMatch(/answered before is still there/)
      expect(show(await client.run('GET kept'))).toBe('$1')
    }
    await sandbox.delete()
  })

  it('is as it was created after a reset, behind the same id', async () => {
    const sandbox = await house.service.create({ seed: commands('SET a 1') })
    const client = await house.open(sandbox)
    await client.run('SET a 2')
    await client.run('SET b 2')
    await client.run(
      'FUNCTION LOAD "#!lua name=l\\nredis.register_function(\'f\', function() return 1 end)"',
    )
    await sandbox.reset()
    await client.closed
    const again = await house.open(sandbox)
    expect(show(await again.run('GET a'))).toBe('$1')
    expect(show(await again.run('DBSIZE'))).toBe(':1')
    expect(show(await again.run('FUNCTION LIST'))).toBe('[]')
    expect((await sandbox.keysAt(0)).keys.map(({ key }) => key)).toEqual(['a'])
    await sandbox.delete()
  })

  it('never logs its token', () => {
    expect(house.logged.length).toBeGreaterThan(0)
    expect(house.logged.join('\n')).not.toMatch(/[\w-]{43}/)
  })
})

describe('the service', () => {
  it('is full at its cap, and has room again after a deletion', async () => {
    const house = await openHouse({ maxSandboxes: 2 })
    const [one] = [await house.service.create(), await house.service.create()]
    const full = await failure(house.service.create())
    expect(full).toMatchObject({ code: 'full' })
    expect(full.retryAfterMs).toBeGreaterThan(0)
    await one.delete()
    expect(await failure(one.execute(commands('PING')))).toMatchObject({ code: 'gone' })
    await house.service.create()
    expect(house.service.size).toBe(2)
    await house.close()
    expect(servers()).toEqual([])
  })

  it('ends a sandbox that is not used, and its connections', async () => {
    const house = await openHouse({ idleMs: 3_000 })
    const [used, unused] = [await house.service.create(), await house.service.create()]
    const client = await house.open(used)
    const idle = await house.open(unused)
    const closed = idle.closed.then(() => true)
    while (!(await Promise.race([closed, wait(100).then(() => false)]))) {
      expect(show(await client.run('PING'))).toBe('+PONG')
    }
    expect(house.service.get(unused.id)).toBeUndefined()
    expect(house.service.get(used.id)).toBe(used)
    expect(used.expiresAt.getTime()).toBeGreaterThan(Date.now())
    await house.close()
    expect(servers()).toEqual([])
  })

  it('slows RESP down to the rate and answers too many over HTTP with when to come again', async () => {
    const house = await openHouse({ limits: { commandsPerSecond: 100, commandsBurst: 50 } })
    const sandbox = await house.service.create()
    const client = await house.open(sandbox)
    const startedAt = performance.now()
    client.send(...Array.from({ length: 100 }, () => 'PING'))
    expect((await client.take(100)).map(show)).toEqual(Array.from({ length: 100 }, () => '+PONG'))
    expect(performance.now() - startedAt).toBeGreaterThan(400)
    const error = await failure(
      sandbox.execute(commands(...Array.from({ length: 20 }, () => 'PING'))),
    )
    expect(error).toMatchObject({ code: 'too-many-commands' })
    expect(error.retryAfterMs).toBeGreaterThan(0)
    await house.close()
  })

  it('holds a sandbox to its number of keys', async () => {
    const house = await openHouse({ limits: { keys: 20 } })
    const sandbox = await house.service.create()
    const client = await house.open(sandbox)
    for (let key = 0; key < 24; key++) await client.run(`SET k${key} 1`)
    await wait(50)
    expect(show(await client.run('SET more 1'))).toMatch(/limit of 20 keys/)
    expect(show(await client.run('FLUSHALL'))).toBe('+OK')
    await wait(50)
    expect(show(await client.run('SET more 1'))).toBe('+OK')
    await house.close()
  })

  it('leaves nothing behind after many sandboxes', async () => {
    const handles = (): string =>
      process
        .getActiveResourcesInfo()
        .filter((kind) => /TCP|Pipe|Process/.test(kind))
        .toSorted()
        .join()
    const before = handles()
    const house = await openHouse({ maxSandboxes: 60 })
    for (let round = 0; round < 10; round++) {
      const sandboxes = await Promise.all(Array.from({ length: 5 }, () => house.service.create()))
      const clients = await Promise.all(sandboxes.map((sandbox) => house.open(sandbox)))
      await Promise.all(
        clients.map(async (client, at) => {
          await client.run('SET a 1')
          await client.run('HELLO 3')
          await client.run('KEYSPACE.WATCH ON')
          if (at === 0) client.send('BLPOP q 0')
          if (at === 1) client.close()
        }),
      )
      await Promise.all(sandboxes.map((sandbox) => sandbox.delete()))
      await Promise.all(clients.map((client) => client.closed))
    }
    expect(house.service.size).toBe(0)
    await house.close()
    await wait(100)
    expect(servers()).toEqual([])
    expect(handles()).toBe(before)
  })

  it('keeps little for those who do not read', async () => {
    const house = await openHouse({ limits: { commandsPerSecond: 1e6, commandsBurst: 1e6 } })
    const sandbox = await house.service.create()
    const client = await RawClient.open(house.port, sandbox)
    await client.run(`SET big ${'x'.repeat(60_000)}`)
    client.pause()
    const request = Buffer.concat(
      Array.from({ length: 2_000 }, () => encodeCommand(['GET', 'big'])),
    )
    client.write(request)
    await wait(500)
    expect(process.memoryUsage().external).toBeLessThan(120 << 20)
    client.close()
    await house.close()
  })
})
