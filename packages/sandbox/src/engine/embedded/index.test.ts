import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Engine, RedisInstance, Touched } from '../engine.ts'
import { createEmbeddedEngine } from './index.ts'
import { Terminal, workers } from './testing-terminal.ts'

let engine: Engine
let redis: RedisInstance

beforeAll(() => {
  engine = createEmbeddedEngine()
})
afterAll(() => engine.close())
beforeEach(async () => {
  redis = await engine.launch({ user: 'a' })
  return () => redis.kill()
})

const spinning = "EVAL 'while true do pcall(function() while true do end end) end' 0"

describe('the embedded engine', () => {
  it('answers commands and scripts', async () => {
    const terminal = new Terminal(redis)
    expect(await terminal.say('SET k v')).toBe('OK')
    expect(await terminal.say('EVAL \'return redis.call("GET", KEYS[1])\' 1 k')).toBe('"v"')
  })

  it.each(['GEODIST g a b', 'GEOHASH g a', 'GEOSEARCH g FROMMEMBER b BYRADIUS 1 km ASC'])(
    'refuses %s of scores that are no places, and goes on',
    async (line) => {
      const terminal = new Terminal(redis)
      await terminal.say('ZADD g 1.5 a 7 b')
      expect(await terminal.say(line)).toMatch(/scores that GEOADD did not write is not available/)
      expect(await terminal.say('PING')).toBe('PONG')
    },
  )

  it('counts in INFO who waits and who listens, as redis-server does', async () => {
    const asking = new Terminal(redis)
    const counted = async (): Promise<readonly string[]> =>
      (await asking.say('INFO everything')).match(/(?:blocked_clients|pubsub\w+):\d+/g) ?? []
    const [waiting, listening] = [new Terminal(redis), new Terminal(redis)]
    await Promise.all([waiting.say('PING'), listening.say('PING')])
    const served = waiting.say('BLPOP none 0')
    await listening.say('SUBSCRIBE a')
    await listening.say('PSUBSCRIBE p*')
    await listening.say('SSUBSCRIBE s')
    await vi.waitFor(async () =>
      expect(await counted()).toEqual([
        'blocked_clients:1',
        ...['pubsub_channels:1', 'pubsub_patterns:1', 'pubsubshard_channels:1'],
      ]),
    )
    await asking.say('RPUSH none x')
    await served
    expect((await counted())[0]).toBe('blocked_clients:0')
  })

  it('keeps its servers apart', async () => {
    const other = await engine.launch({ user: 'b' })
    await new Terminal(redis).say('SET secret 1')
    expect(await new Terminal(other).say('KEYS *')).toBe('(empty array)')
    await other.kill()
  })

  it('ends a spinning script by kill while another server answers', async () => {
    const other = await engine.launch({ user: 'b' })
    const stuck = new Terminal(redis)
    const answer = stuck.say(spinning)
    expect(await new Terminal(other).say('PING')).toBe('PONG')
    await redis.kill()
    expect(await answer).toBe('closed')
    expect(await redis.ended).toMatchObject({ cause: 'killed' })
    expect(await new Terminal(other).say('PING')).toBe('PONG')
    await other.kill()
  })

  it('survives scripts that take all memory', async () => {
    const terminal = new Terminal(redis)
    await terminal.say('SET k v')
    expect(await terminal.say('EVAL \'return #string.rep("x", 1e9)\' 0')).toMatch(
      'not enough memory',
    )
    const growing = "EVAL 'local t = {} for i = 1, 1e9 do t[i] = tostring(i) end' 0"
    expect(await terminal.say(growing)).toMatch('not enough memory')
    expect(await terminal.say('EVAL \'return redis.call("GET", "k")\' 0')).toBe('"v"')
  })

  it('refuses data beyond its memory, and takes it again when there is room', async () => {
    const terminal = new Terminal(redis)
    const fill = 'EVAL \'for i = 1, 400 do redis.call("SET", i, string.rep("x", 60000)) end\' 0'
    expect(await terminal.say(fill)).toMatch(
      /OOM command not allowed when used memory > 'maxmemory'/,
    )
    expect(await terminal.say('SET one more')).toMatch(/^\(error\) OOM/)
    expect(await terminal.say('GET 1')).toHaveLength(60_002)
    await terminal.say('CONFIG SET maxmemory 0')
    expect(await terminal.say('SET one more')).toMatch(/^\(error\) OOM/)
    expect(await terminal.say('FLUSHALL')).toBe('OK')
    expect(await terminal.say('SET one more')).toBe('OK')
  })

  it('refuses strings that are too long', async () => {
    const terminal = new Terminal(redis)
    const tooLong = '(error) ERR string exceeds maximum allowed size (proto-max-bulk-len)'
    expect(await terminal.say('SETRANGE k 1048576 x')).toBe(tooLong)
    expect(await terminal.say('SETBIT k 8388608 1')).toMatch(/^\(error\) ERR bit offset/)
    expect(await terminal.say('EXISTS k')).toBe('(integer) 0')
  })

  it('leaves no Worker behind', async () => {
    const own = createEmbeddedEngine()
    const before = workers()
    for (let round = 0; round < 20; round++) {
      const instance = await own.launch({ user: 'x' })
      expect(await new Terminal(instance).say('PING')).toBe('PONG')
      await instance.kill()
      await instance.kill()
    }
    await own.close()
    expect(workers()).toBe(before)
    await expect(own.launch({ user: 'x' })).rejects.toThrow('closed')
  })

  it('does not show the platform to the learner', async () => {
    const admin = new Terminal(redis, 'connectAdmin')
    const learner = new Terminal(redis)
    expect(await admin.say('PING')).toBe('PONG')
    expect(await learner.say('MONITOR')).toBe('OK')
    const list = await new Terminal(redis).say('CLIENT LIST')
    expect(list.match(/id=/g)).toHaveLength(2)
    expect(await learner.next()).toMatch('"CLIENT" "LIST"')
    await admin.say('GET hidden')
    await new Terminal(redis).say('GET shown')
    expect(await learner.next()).toMatch('"GET" "shown"')
  })

  it('stops running commands while paused', async () => {
    const terminal = new Terminal(redis)
    await terminal.say('SET k 1')
    terminal.connection.pause()
    const reply = terminal.say('INCR k')
    expect(await new Terminal(redis).say('GET k')).toBe('"1"')
    terminal.connection.resume()
    expect(await reply).toBe('(integer) 2')
  })
})

describe('blocked clients', () => {
  it('are served first come, first served', async () => {
    const waiting = [1, 2, 3].map(() => new Terminal(redis))
    const pusher = new Terminal(redis)
    const popped: Promise<string>[] = []
    for (const terminal of waiting) {
      expect(await terminal.say('PING')).toBe('PONG')
      popped.push(terminal.say('BLPOP q 0'))
    }
    await pusher.say('PING')
    await pusher.say('RPUSH q a')
    await pusher.say('RPUSH q b c')
    expect((await Promise.all(popped)).map((text) => text.slice(-3))).toEqual(['"a"', '"b"', '"c"'])
  })

  it('come before the next command of the client that pushed', async () => {
    const waiting = new Terminal(redis)
    await waiting.say('PING')
    const popped = waiting.say('BLPOP q 0')
    const pusher = new Terminal(redis)
    await pusher.say('PING')
    const [length, left] = [pusher.say('RPUSH q a'), pusher.say('LPOP q')]
    expect(await length).toBe('(integer) 1')
    expect(await left).toBe('(nil)')
    expect(await popped).toMatch('"a"')
  })
})

describe('touched keys', () => {
  function listen(): { readonly names: () => string[]; readonly stop: () => void } {
    const seen: string[] = []
    const stop = redis.onTouched((touched: Touched) => {
      if (touched.kind === 'all') seen.push('*')
      else seen.push(...touched.keys.map((key) => Buffer.from(key).toString()))
    })
    return { names: () => seen.splice(0), stop }
  }

  it.each([
    ['SET a 1', ['a']],
    ['MSET a 1 b 2', ['a', 'b']],
    ['DEL old', ['old']],
    ['EXPIRE old 100', ['old']],
    ['PERSIST old', []],
    ['RPUSH list x', ['list']],
    ['RENAME old new', ['new', 'old']],
    ['MOVE old 1', ['old', 'old']],
    ['EVAL \'redis.call("INCR", "undeclared")\' 0', ['undeclared']],
    ['FLUSHALL', ['*']],
    ['GETDEL old', ['old']],
    ['GET old', []],
  ])('%s tells %j by the time of its reply', async (line, keys) => {
    const terminal = new Terminal(redis)
    await terminal.say('SET old 1')
    const { names } = listen()
    await terminal.say('PING')
    await terminal.say(line)
    await terminal.say('PING')
    expect([...new Set(names())].sort()).toEqual([...new Set(keys)].sort())
  })

  it('tells of keys that expire without being looked at', async () => {
    const terminal = new Terminal(redis)
    const { names } = listen()
    await terminal.say('SET brief 1 PX 30')
    names()
    await expect.poll(names, { timeout: 3000 }).toEqual(['brief'])
  })

  it('tells nothing after it was stopped', async () => {
    const terminal = new Terminal(redis)
    const { names, stop } = listen()
    stop()
    await terminal.say('SET a 1')
    await terminal.say('PING')
    expect(names()).toEqual([])
  })
})
