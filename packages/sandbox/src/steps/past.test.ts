import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { KeyView } from '@keyspace/redis-lang'
import type { Engine, RedisInstance } from '../engine/engine.ts'
import { defaultLimits } from '../limits.ts'
import { createSandboxService } from '../sandbox-service.ts'
import type { Sandbox } from '../sandbox.ts'
import { openHouse, type House } from '../testing/house.ts'
import type { RawClient } from '../testing/raw-client.ts'
import { show } from '../testing/show.ts'

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

describe.each(['dedicated', 'embedded'] as const)('the time line, %s engine', (kind) => {
  let house: House
  let sandbox: Sandbox
  let client: RawClient

  beforeAll(async () => {
    house = await openHouse({ kind })
  })
  afterAll(() => house.close())
  beforeEach(async () => {
    sandbox = await house.service.create()
    client = await house.open(sandbox)
  })
  afterEach(() => sandbox.delete())

  async function run(...lines: string[]): Promise<string[]> {
    client.send(...lines)
    return (await client.take(lines.length)).map(show)
  }

  /** The keys right after a step, by their names; what moves by itself is left out. */
  async function at(step: number): Promise<Record<string, KeyView['value']>> {
    const { keys } = await sandbox.keysAt(step)
    return Object.fromEntries(keys.map((view) => [nameOf(view), view.value]))
  }

  const nameOf = ({ key }: KeyView): string => (typeof key === 'string' ? key : key.base64)
  const ttlOf = async (step: number, name: string): Promise<number | null | undefined> =>
    (await sandbox.keysAt(step)).keys.find((view) => nameOf(view) === name)?.ttlMs

  it('shows what was there after each step, of every type', async () => {
    const lines = [
      'SET s one',
      'APPEND s -two',
      'RPUSH l a b c',
      'LPOP l',
      'HSET h f 1 g 2',
      'HDEL h f',
      'SADD t x',
      'SMOVE t u x',
      'ZADD z 1 a 2 b',
      'ZINCRBY z 5 a',
      'XADD x 1-1 f v',
      'XDEL x 1-1',
    ]
    await run(...lines)
    expect(sandbox.steps().steps.map(({ argv }) => argv.map(String).join(' '))).toEqual(lines)
    expect(await at(0)).toEqual({})
    expect(await at(1)).toEqual({ s: { type: 'string', value: 'one' } })
    expect((await at(2))['s']).toEqual({ type: 'string', value: 'one-two' })
    expect((await at(3))['l']).toEqual({ type: 'list', items: ['a', 'b', 'c'] })
    expect((await at(4))['l']).toEqual({ type: 'list', items: ['b', 'c'] })
    expect((await at(6))['h']).toEqual({ type: 'hash', fields: [['g', '2']] })
    expect(Object.keys(await at(8)).sort()).toEqual(['h', 'l', 's', 'u'])
    expect((await at(10))['z']).toEqual({
      type: 'zset',
      members: [
        ['b', '2'],
        ['a', '6'],
      ],
    })
    expect((await at(11))['x']).toMatchObject({ entries: [{ id: '1-1' }] })
    expect((await at(12))['x']).toEqual({ type: 'stream', entries: [] })
    const live = await sandbox.keys()
    expect((await sandbox.keysAt(12)).keys.map(nameOf).sort()).toEqual(live.keys.map(nameOf).sort())
  })

  it('goes back and forth', async () => {
    await run('SET a 1', 'INCR a', 'INCR a', 'DEL a')
    const value = (n: string): object => ({ a: { type: 'string', value: n } })
    expect(await at(3)).toEqual(value('3'))
    expect(await at(4)).toEqual({})
    expect(await at(2)).toEqual(value('2'))
    expect(await at(1)).toEqual(value('1'))
    expect(await at(3)).toEqual(value('3'))
    expect((await run('GET a'))[0]).toBe('nil')
  })

  it('of MULTI … EXEC nothing before EXEC, and of a failed one nothing', async () => {
    await run('MULTI', 'SET a 1', 'INCR a', 'EXEC', 'MULTI', 'SET b', 'EXEC')
    expect(await at(3)).toEqual({})
    expect(await at(4)).toEqual({ a: { type: 'string', value: '2' } })
    expect(await at(7)).toEqual({ a: { type: 'string', value: '2' } })
    expect(sandbox.steps().steps.map(({ writes }) => writes)).toEqual([
      false,
      false,
      false,
      true,
      false,
      false,
      false,
    ])
  })

  it('of a script all that it wrote', async () => {
    await run(
      "EVAL \"redis.call('RPUSH', 'made', 'a', 'b') return redis.call('SET', 'too', ARGV[1])\" 0 v",
      'DEL made',
    )
    expect(await at(1)).toEqual({
      made: { type: 'list', items: ['a', 'b'] },
      too: { type: 'string', value: 'v' },
    })
    expect(await at(2)).toEqual({ too: { type: 'string', value: 'v' } })
  })

  it('of chance what it was: SPOP, and the id that XADD * was given', async () => {
    const [, popped, id] = await run('SADD s a b c d e f', 'SPOP s', 'XADD x * f v')
    const left = (await at(2))['s']
    const members = left?.type === 'set' ? left.members : []
    expect(members).toHaveLength(5)
    expect(members).not.toContain(popped?.slice(1))
    expect((await at(3))['x']).toMatchObject({ entries: [{ id: id?.slice(1) }] })
  })

  it('a key that expired later with the time that it had, and none that had expired before', async () => {
    await run('SET k v PX 2000', 'SET other 1', 'EXPIRE other 100')
    await wait(2_200)
    await run('SET last 1', 'PERSIST other')
    const ttl = await ttlOf(1, 'k')
    expect(ttl).toBeGreaterThan(1_500)
    expect(ttl).toBeLessThanOrEqual(2_005)
    expect(Object.keys(await at(3)).sort()).toEqual(['k', 'other'])
    expect(Object.keys(await at(4)).sort()).toEqual(['last', 'other'])
    expect(await ttlOf(3, 'other')).toBeGreaterThan(99_000)
    expect(await ttlOf(5, 'other')).toBeNull()
    // Time stands still there.
    await wait(1_000)
    expect(await ttlOf(1, 'k')).toBeGreaterThan(1_500)
  })

  it('what a script let expire, with the time that it had', async () => {
    await run("EVAL \"redis.call('SET', KEYS[1], 'v', 'PX', 2000)\" 1 k", 'SET a 1')
    await wait(2_200)
    await run('SET b 1')
    expect(await ttlOf(1, 'k')).toBeLessThanOrEqual(2_005)
    expect(await ttlOf(2, 'k')).toBeGreaterThan(1_000)
    expect(Object.keys(await at(3)).sort()).toEqual(['a', 'b'])
  })

  it('every database, and what FLUSHALL took away', async () => {
    await run('SET a 1', 'SELECT 3', 'SET a 2', 'FLUSHALL', 'SET b 1')
    const { keys } = await sandbox.keysAt(3)
    expect(keys.map(({ db, value }) => [db, value])).toEqual([
      [0, { type: 'string', value: '1' }],
      [3, { type: 'string', value: '2' }],
    ])
    expect(await at(4)).toEqual({})
    expect((await sandbox.keysAt(5)).keys.map(({ db }) => db)).toEqual([3])
  })

  it('what a client waited for in the order in which it happened', async () => {
    const other = await house.open(sandbox)
    other.send('BLPOP q 0')
    await wait(100)
    await run('RPUSH q job', 'SET after 1')
    await other.next()
    await expect.poll(() => sandbox.steps().last).toBe(3)
    const names = sandbox.steps().steps.map(({ argv }) => argv[0])
    expect(names.indexOf('RPUSH')).toBeLessThan(names.indexOf('BLPOP'))
    expect((await at(1))['q']).toEqual({ type: 'list', items: ['job'] })
    expect(Object.keys(await at(3))).toEqual(['after'])
  })

  it('branches into a sandbox of its own, with the times to live of then', async () => {
    await run('SET a 1', 'SET k v PX 4000', 'INCR a', 'DEL a')
    await wait(2_500)
    const branch = await house.service.create({ branch: { sandbox: sandbox.id, step: 3 } })
    const there = await house.open(branch)
    expect(show(await there.run('GET a'))).toBe('$2')
    const left = await there.run('PTTL k')
    expect(left.kind === 'integer' ? Number(left.value) : 0).toBeGreaterThan(2_000)
    expect(branch.steps()).toMatchObject({ first: 1, last: 2 })
    await there.run('SET only:here 1')
    expect((await run('EXISTS only:here a'))[0]).toBe(':0')
    expect((await branch.keysAt(0)).total).toBe(2)
    await branch.delete()
  })

  it('begins behind the seed, and anew after a reset', async () => {
    const seeded = await house.service.create({
      seed: [['SET', 'seeded', '1'].map((word) => Buffer.from(word))],
    })
    expect(seeded.steps()).toMatchObject({ steps: [], first: 1, last: 0, states: true })
    expect((await seeded.keysAt(0)).total).toBe(1)
    await seeded.execute([['SET', 'a', '1'].map((word) => Buffer.from(word))])
    expect((await seeded.keysAt(1)).total).toBe(2)
    await seeded.reset()
    expect(seeded.steps()).toMatchObject({ steps: [], last: 0 })
    expect((await seeded.keysAt(0)).total).toBe(1)
    await expect(seeded.keysAt(1)).rejects.toMatchObject({ code: 'step-gone' })
    await seeded.delete()
  })

  it('has one Redis more at most, and none when it ends', async () => {
    const launched: RedisInstance[] = []
    const engine: Engine = {
      kind,
      launch: async (options) => {
        const instance = await house.engine.launch(options)
        launched.push(instance)
        return instance
      },
      close: () => Promise.resolve(),
    }
    const quiet = (): void => undefined
    const service = createSandboxService({
      engine,
      limits: defaultLimits,
      idleMs: 60_000,
      maxSandboxes: 5,
      log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    })
    const looked = await service.create()
    await looked.execute(['1', '2'].map((n) => ['SET', 'a', n].map((word) => Buffer.from(word))))
    await Promise.all([0, 1, 2].map((step) => looked.keysAt(step)))
    expect(launched).toHaveLength(2)
    await looked.keysAt(1)
    expect(launched).toHaveLength(3)
    expect(await launched[1]?.ended).toMatchObject({ cause: 'killed' })
    await looked.delete()
    for (const { ended } of launched) expect(await ended).toMatchObject({ cause: 'killed' })
    await expect(looked.keysAt(0)).rejects.toMatchObject({ code: 'gone' })
    await service.close()
  })

  it('is looked at only so often', async () => {
    await run('SET a 1')
    const looks = await Promise.allSettled(Array.from({ length: 100 }, () => sandbox.keysAt(1)))
    const refused = looks.filter(({ status }) => status === 'rejected')
    expect(refused.length).toBeGreaterThan(0)
    expect(refused[0]).toMatchObject({ reason: { code: 'too-many-looks' } })
  })
})
