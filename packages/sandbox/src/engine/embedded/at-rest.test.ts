import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Engine, RedisInstance, Touched } from '../engine.ts'
import { createEmbeddedEngine } from './index.ts'
import { Terminal, workers } from './testing-terminal.ts'

let engine: Engine
let redis: RedisInstance
let before: number

beforeEach(async () => {
  before = workers()
  engine = createEmbeddedEngine({ warm: 0, restAfterMs: 50 })
  redis = await engine.launch({ user: 'a' })
  return () => engine.close()
})
afterEach(() => redis.kill())

/** Until the sandbox has no Worker any more. */
async function rested(): Promise<void> {
  await vi.waitFor(() => expect(workers()).toBe(before), { timeout: 10_000 })
}

describe('a sandbox that is not used', () => {
  it('gives its Worker back, and finds everything as it was', async () => {
    const terminal = new Terminal(redis)
    const lines = [
      'SET text hello EX 1000',
      'SETRANGE raw 0 short',
      'SET number 12',
      'RPUSH list a b c',
      'HSET hash f 1 g 2',
      'SADD ints 3 1 2',
      'SADD words a b',
      'ZADD zset 1.5 a -inf b',
      'XADD stream 1-1 f 1',
      'XGROUP CREATE stream g 0',
      'XREADGROUP GROUP g c STREAMS stream >',
      'PFADD hll a b c',
      'CONFIG SET hash-max-listpack-entries 1',
      'CLIENT SETNAME me',
      "SCRIPT LOAD 'return 7'",
      `FUNCTION LOAD "#!lua name=lib\\nredis.register_function('f', function() return 'from f' end)"`,
      'SELECT 2',
      'SET other "\\x00\\xff"',
    ]
    for (const line of lines) await terminal.say(line)
    const looks = [
      'GET other',
      'CLIENT GETNAME',
      'SELECT 0',
      'DBSIZE',
      'GET text',
      'OBJECT ENCODING raw',
      'OBJECT REFCOUNT number',
      'LRANGE list 0 -1',
      'HGETALL hash',
      'SMEMBERS ints',
      'SMEMBERS words',
      'ZRANGE zset 0 -1 WITHSCORES',
      'XRANGE stream - +',
      'XPENDING stream g',
      'XINFO GROUPS stream',
      'PFCOUNT hll',
      'CONFIG GET hash-max-listpack-entries',
      'EVALSHA bad7a9dfe1f2b8ac8ff3e36afeb5a4d8aae1ea5a 0',
      'FCALL f 0',
      'CLIENT ID',
    ]
    const look = async (): Promise<string[]> => {
      const seen: string[] = []
      for (const line of looks) seen.push(`${line}: ${await terminal.say(line)}`)
      return seen
    }
    const seen = await look()
    await terminal.say('SELECT 2')
    await rested()
    expect(await look()).toEqual(seen)
    expect(Number((await terminal.say('TTL text')).replace(/\D/g, ''))).toBeGreaterThan(900)
  })

  it('finds the variables of a function library as its last call left them', async () => {
    const terminal = new Terminal(redis)
    await terminal.say(
      `FUNCTION LOAD "#!lua name=counter\\nlocal n = 0\\nredis.register_function('count', function() n = n + 1 return n end)"`,
    )
    expect(await terminal.say('FCALL count 0')).toBe('(integer) 1')
    await rested()
    expect(await terminal.say('FCALL count 0')).toBe('(integer) 2')
  })

  it('speaks RESP3 on as before', async () => {
    const terminal = new Terminal(redis)
    await terminal.say('HELLO 3')
    await terminal.say('HSET h f 1')
    const seen = await terminal.say('HGETALL h')
    await rested()
    expect(await terminal.say('HGETALL h')).toBe(seen)
    expect(seen).toContain('=>')
  })

  it('answers what is sent while it goes to rest, each once and in order', async () => {
    const terminal = new Terminal(redis)
    for (let n = 1; n <= 10; n += 1) {
      expect(await terminal.say('INCR n')).toBe(`(integer) ${n}`)
      // Around the moment at which it goes to rest, so that some fall into each stage of it.
      await new Promise((resolve) => setTimeout(resolve, 40 + (n % 5) * 5))
    }
  })

  it('stays when a client waits, watches, subscribes or is in a transaction', async () => {
    const [waiting, other] = [new Terminal(redis), new Terminal(redis)]
    await other.say('SET k 1')
    const popped = waiting.say('BLPOP q 0')
    await new Promise((resolve) => setTimeout(resolve, 300))
    await other.say('RPUSH q x')
    expect(await popped).toContain('"x"')
    for (const line of ['WATCH k', 'MULTI', 'DISCARD', 'SUBSCRIBE ch']) {
      await waiting.say(line)
      if (line === 'DISCARD') continue
      await new Promise((resolve) => setTimeout(resolve, 200))
      expect(workers()).toBeGreaterThan(before)
    }
    await other.say('PUBLISH ch news')
    expect(await waiting.next()).toContain('news')
  })

  it('wakes to tell that a key has expired, when somebody listens', async () => {
    const terminal = new Terminal(redis)
    const touched: Touched[] = []
    redis.onTouched((one) => touched.push(one))
    await terminal.say('SET soon 1 PX 3000')
    await rested()
    touched.length = 0
    await vi.waitFor(() => expect(touched).toHaveLength(1), { timeout: 10_000 })
    expect(await terminal.say('EXISTS soon')).toBe('(integer) 0')
  })

  it('ends when it is killed at rest, and lets its clients go', async () => {
    const terminal = new Terminal(redis)
    await terminal.say('PING')
    await rested()
    await redis.kill()
    expect(await terminal.next()).toBe('closed')
    expect((await redis.ended).cause).toBe('killed')
    expect(workers()).toBe(before)
  })

  it('needs no Worker for a client that goes', async () => {
    const terminal = new Terminal(redis)
    await terminal.say('SET k 1')
    await rested()
    terminal.connection.close()
    expect(await terminal.next()).toBe('closed')
    expect(workers()).toBe(before)
    expect(await new Terminal(redis).say('GET k')).toBe('"1"')
  })
})
