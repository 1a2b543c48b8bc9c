import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Reply } from '@keyspace/redis-lang'
import { EngineUnavailable, type RedisInstance } from '../engine.ts'
import { ask } from './ask.ts'
import { createDedicatedEngine, findServer, type DedicatedEngine } from './dedicated-engine.ts'

let engine: DedicatedEngine

beforeAll(async () => {
  engine = await createDedicatedEngine({ memoryBytes: 16 * 1024 * 1024, warm: 1 })
})

afterAll(async () => {
  await engine.close()
})

function say(instance: RedisInstance, ...lines: string[]): Promise<readonly Reply[]> {
  return ask(
    (handlers) => instance.connect(handlers),
    lines.map((line) => line.split(' ')),
  )
}

function textOf(reply: Reply | undefined): string {
  if (reply?.kind === 'bulk') return Buffer.from(reply.value).toString()
  return reply?.kind === 'status' || reply?.kind === 'error' ? reply.value : JSON.stringify(reply)
}

describe.runIf(findServer())('a sandbox on the dedicated engine', () => {
  it('is an empty Redis, logged in as the learner', async () => {
    const instance = await engine.launch({ user: 'sandbox-1' })
    const [who, size, set] = await say(instance, 'ACL WHOAMI', 'DBSIZE', 'SET a 1')
    expect(textOf(who)).toBe('sandbox-1')
    expect(size).toEqual({ kind: 'integer', value: 0 })
    expect(set).toEqual({ kind: 'status', value: 'OK' })
    await instance.kill()
    expect(await instance.ended).toMatchObject({ cause: 'killed' })
  })

  it('shares nothing with its neighbour', async () => {
    const one = await engine.launch({ user: 'one' })
    const two = await engine.launch({ user: 'two' })
    await say(one, 'SET secret 1')
    expect(await say(two, 'EXISTS secret', 'DBSIZE')).toEqual([
      { kind: 'integer', value: 0 },
      { kind: 'integer', value: 0 },
    ])
    await Promise.all([one.kill(), two.kill()])
  })

  it('is there for many at once, each with a server of its own', async () => {
    const users = Array.from({ length: 12 }, (_, n) => `user-${n}`)
    const instances = await Promise.all(users.map((user) => engine.launch({ user })))
    await Promise.all(instances.map((instance, n) => say(instance, `SET who ${users[n]}`)))
    const who = await Promise.all(instances.map((instance) => say(instance, 'GET who')))
    expect(who.map(([reply]) => textOf(reply))).toEqual(users)
    await Promise.all(instances.map((instance) => instance.kill()))
  })

  it('is told apart from one that was killed when a command crashes the server', async () => {
    const instance = await engine.launch({ user: 'unlucky' })
    // redis-server 7.0 falls over an error object without a text; later ones answer.
    const answer = ask(
      (handlers) => instance.connect(handlers),
      [['EVAL', 'error({})', '0']],
    ).catch(() => 'cut off')
    if ((await answer) === 'cut off') {
      expect(await instance.ended).toMatchObject({ cause: 'crashed' })
    }
    await instance.kill()
  })

  it('refuses what could reach the host or the platform, from a script too', async () => {
    const instance = await engine.launch({ user: 'curious' })
    const forbidden = [
      'CONFIG SET dir /tmp',
      'CONFIG GET *',
      'ACL LIST',
      'ACL SETUSER curious +@all',
      'DEBUG SEGFAULT',
      'MODULE LOAD /tmp/x.so',
      'SHUTDOWN NOSAVE',
      'BGSAVE',
      'REPLICAOF 127.0.0.1 6379',
      'MIGRATE 127.0.0.1 6379 k 0 10',
      'MONITOR',
      'CLIENT KILL TYPE normal',
      'CLIENT PAUSE 10000',
      'CLIENT REPLY OFF',
      'SCRIPT KILL',
      'FUNCTION KILL',
      'RESTORE k 0 x',
      'MEMORY MALLOC-STATS',
    ]
    const replies = await say(instance, ...forbidden)
    const typed = replies.map(textOf)
    expect(
      typed.filter((text) => !/^(NOPERM |ERR (DEBUG|MODULE) command not allowed)/.test(text)),
    ).toEqual([])
    const scripts = forbidden.map((line) => [
      'EVAL',
      'return redis.call(unpack(ARGV))',
      '0',
      ...line.split(' '),
    ])
    const scripted = await ask((handlers) => instance.connect(handlers), scripts)
    expect(scripted.filter(({ kind }) => kind !== 'error')).toEqual([])
    await instance.kill()
  })

  it("is not reached by the default user, nor by the platform's without its password", async () => {
    const instance = await engine.launch({ user: 'guest' })
    const tries = ['AUTH default x', 'AUTH keyspace-platform x', 'AUTH nobody x']
    const replies = (await say(instance, ...tries)).map(textOf)
    expect(replies.filter((text) => !text.startsWith('WRONGPASS '))).toEqual([])
    await instance.kill()
  })

  it('has a name that can stand in an ACL', async () => {
    await expect(engine.launch({ user: 'a b' })).rejects.toThrow('Not a user name')
  })
})

describe.runIf(findServer())('an engine that is closed', () => {
  it('leaves no process and starts none', async () => {
    const short = await createDedicatedEngine({ memoryBytes: 16 * 1024 * 1024, warm: 2 })
    const instance = await short.launch({ user: 'last' })
    const launching = short.launch({ user: 'late' }).catch(() => undefined)
    await short.close()
    expect(await instance.ended).toMatchObject({ cause: 'killed' })
    // Refused or killed, but not alive.
    const late = await launching
    expect(late === undefined ? 'refused' : (await late.ended).cause).toMatch(/refused|killed/)
    await expect(short.launch({ user: 'too-late' })).rejects.toThrow(EngineUnavailable)
  })
})
