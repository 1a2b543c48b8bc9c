import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Change, KeyView, Reply } from '@keyspace/redis-lang'
import type { Sandbox } from '../sandbox.ts'
import { openHouse, type House } from '../testing/house.ts'
import type { RawClient } from '../testing/raw-client.ts'
import { show } from '../testing/show.ts'
import type { WatchEvent } from './watch-event.ts'

let house: House
let sandbox: Sandbox
let watcher: RawClient
let client: RawClient

beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())
beforeEach(async () => {
  sandbox = await house.service.create()
  client = await house.open(sandbox)
  watcher = await house.open(sandbox)
  await watcher.run('HELLO 3')
})
afterEach(() => sandbox.delete())

function eventOf(reply: Reply): WatchEvent {
  const [name, json] = reply.kind === 'push' ? reply.items : []
  expect(show(name)).toBe('$keyspace')
  return JSON.parse(show(json).slice(1)) as WatchEvent
}

async function next<K extends WatchEvent['kind']>(
  kind: K,
): Promise<Extract<WatchEvent, { kind: K }>> {
  for (;;) {
    const event = eventOf(await watcher.next())
    if (event.kind === kind) return event as Extract<WatchEvent, { kind: K }>
  }
}

/** Changes until `count` have come; one command may be told in one event or two. */
async function changes(count: number): Promise<Change[]> {
  const found: Change[] = []
  while (found.length < count) found.push(...(await next('changes')).changes)
  return found
}

const brief = (change: Change): string => {
  const key = change.kind === 'added' || change.kind === 'changed' ? change.view.key : change.key
  return `${change.kind} ${JSON.stringify(key).replaceAll('"', '')}`
}

async function watch(): Promise<Extract<WatchEvent, { kind: 'snapshot' }>> {
  expect(show(await watcher.run('KEYSPACE.WATCH ON'))).toBe('+OK')
  return next('snapshot')
}

describe('a watcher', () => {
  it('needs RESP3, and hears nothing before it asks or after it stops', async () => {
    expect(show(await client.run('KEYSPACE.WATCH ON'))).toMatch(/needs RESP3/)
    await client.run('SET a 1')
    await watch()
    expect(show(await watcher.run('KEYSPACE.WATCH OFF'))).toMatch(/^>|\+OK/)
    await client.run('SET a 2')
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(watcher.left.filter((frame) => show(frame).includes('changes'))).toEqual([])
  })

  it('gets the keyspace first, every type in its own shape', async () => {
    client.send(
      'SET s hi EX 100',
      'RPUSH l a b',
      'SADD set m',
      'HSET h f v',
      'ZADD z 1.5 m',
      'XADD x 1-1 f v',
      'SELECT 1',
      'SET other 1',
    )
    await client.take(8)
    const snapshot = await watch()
    expect(snapshot.total).toBe(7)
    expect(snapshot.truncated).toBe(false)
    const byKey = new Map(snapshot.keys.map((view) => [view.key, view]))
    const values = ['s', 'l', 'set', 'h', 'z', 'x', 'other'].map((key) => byKey.get(key)?.value)
    expect(values).toEqual([
      { type: 'string', value: 'hi' },
      { type: 'list', items: ['a', 'b'] },
      { type: 'set', members: ['m'] },
      { type: 'hash', fields: [['f', 'v']] },
      { type: 'zset', members: [['m', '1.5']] },
      { type: 'stream', entries: [{ id: '1-1', fields: [['f', 'v']] }] },
      { type: 'string', value: '1' },
    ])
    expect(byKey.get('other')?.db).toBe(1)
    expect(byKey.get('s')).toMatchObject({ encoding: 'embstr', length: 2, truncated: false })
    expect(byKey.get('s')?.ttlMs).toBeGreaterThan(99_000)
    expect(byKey.get('s')?.memory).toBeGreaterThan(0)
  })

  it('hears of a command and then of what it changed', async () => {
    await watch()
    await client.run('SET a 1')
    const command = eventOf(await watcher.next())
    expect(command).toMatchObject({
      kind: 'command',
      argv: ['SET', 'a', '1'],
      reply: { kind: 'status', value: 'OK' },
    })
    const told = eventOf(await watcher.next())
    expect(told).toMatchObject({ kind: 'changes', total: 1, changes: [{ kind: 'added' }] })
    await client.run('SET a 1')
    expect((await changes(1)).map(brief)).toEqual(['changed a'])
    await client.run('DEL a')
    expect((await changes(1)).map(brief)).toEqual(['deleted a'])
  })

  it('hears of refused commands and of errors, never of a login', async () => {
    await watch()
    await client.run('SHUTDOWN')
    expect(await next('command')).toMatchObject({ argv: ['SHUTDOWN'], reply: { kind: 'error' } })
    await client.run(`AUTH ${sandbox.id} ${sandbox.token}`)
    await client.run('INCR a b')
    expect(await next('command')).toMatchObject({ argv: ['INCR', 'a', 'b'] })
    expect(JSON.stringify(watcher.left.map(show))).not.toContain(sandbox.token)
  })

  it('hears of keys that a script did not declare, of RENAME, MOVE and FLUSHALL', async () => {
    await watch()
    await client.run("EVAL \"redis.call('SET','hid'..'den',1) redis.call('SET','two',2)\" 0")
    expect((await changes(2)).map(brief).toSorted()).toEqual(['added hidden', 'added two'])
    await client.run('RENAME two three')
    expect((await changes(2)).map(brief).toSorted()).toEqual(['added three', 'deleted two'])
    await client.run('MOVE three 1')
    const moved = await changes(2)
    expect(moved.map(brief).toSorted()).toEqual(['added three', 'deleted three'])
    await client.run('FLUSHALL')
    expect((await changes(2)).map(brief).toSorted()).toEqual(['deleted hidden', 'deleted three'])
    await client.run('SET a 1')
    await changes(1)
    await client.run('SWAPDB 0 1')
    expect((await changes(2)).map(brief).toSorted()).toEqual(['added a', 'deleted a'])
  })

  it('hears of a key that expires by itself', async () => {
    await watch()
    await client.run('SET bomb 1 PX 150')
    expect((await changes(1)).map(brief)).toEqual(['added bomb'])
    expect((await changes(1)).map(brief)).toEqual(['expired bomb'])
  })

  it('sees big values cut', async () => {
    await watch()
    await client.run(`SET big ${'ы'.repeat(20_000)}`)
    const [string] = await changes(1)
    const view: KeyView | undefined = string?.kind === 'added' ? string.view : undefined
    expect(view).toMatchObject({ truncated: true, length: 40_000 })
    expect(view?.value.type === 'string' && view.value.value).toBe('ы'.repeat(2_048))
    await client.run(`RPUSH l ${'x '.repeat(500)}`)
    const [list] = await changes(1)
    expect(list).toMatchObject({ view: { length: 500, truncated: true } })
  })

  it('stays when Redis is replaced, and gets a new snapshot', async () => {
    await client.run('SET a 1')
    await watch()
    client.send("EVAL 'while true do end' 0")
    expect(await next('replaced')).toMatchObject({ lost: false })
    const snapshot = await next('snapshot')
    expect(snapshot.keys.map(({ key }) => key)).toEqual(['a'])
    await client.run('SET b 1').catch(() => undefined)
    expect((await changes(1)).map(brief)).toEqual(['added b'])
  })
})
