import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../sandbox.ts'
import { openHouse, type House } from '../../testing/house.ts'
import type { RawClient } from '../../testing/raw-client.ts'
import { serversBelow } from '../../testing/servers-below.ts'
import { show } from '../../testing/show.ts'
import { createDedicatedEngine, findServer } from './dedicated-engine.ts'

const binary = 'valkey-server'

describe.runIf(findServer(binary))('Valkey instead of Redis', () => {
  let house: House
  let sandbox: Sandbox
  let client: RawClient

  beforeAll(async () => {
    house = await openHouse({ binary, limits: { commandMs: 300, keys: 20 } })
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

  it('says who it is', async () => {
    const engine = await createDedicatedEngine({ binary, memoryBytes: 16 << 20, warm: 0 })
    const { server, version } = engine.describe()
    expect(server).toBe('valkey')
    expect(version).toMatch(/^\d+\.\d+/)
    await engine.close()
    expect((await run('INFO server'))[0]).toMatch(/valkey_version:/)
    expect((await run('HELLO 3'))[0]).toMatch(/\$server \$(?:valkey|redis)/)
  })

  it('tells nothing about the machine', async () => {
    const [info = '', config = '', list = ''] = await run('INFO all', 'CONFIG GET *', 'CLIENT LIST')
    expect(info).not.toMatch(/^(?:executable|config_file|os|listener\d+|availability_zone):/m)
    expect(config).not.toMatch(/\/|unixsocket|primaryauth|dbfilename/)
    expect(list.trim().split('\n')).toHaveLength(1)
    expect(list).not.toMatch(/keyspace-platform|\.sock/)
  })

  it('refuses what could reach further, also in a script', async () => {
    const forbidden = ['CONFIG SET dir /', 'DEBUG SLEEP 1', 'SHUTDOWN', 'ACL LIST', 'MODULE LIST']
    for (const reply of await run(...forbidden)) expect(reply).toMatch(/^-/)
    const scripted = forbidden.map((line) => `EVAL "return redis.call(unpack(ARGV))" 0 ${line}`)
    for (const reply of await run(...scripted)) expect(reply).toMatch(/^-/)
  })

  it('holds a sandbox to its memory and its keys', async () => {
    const [filled] = await run(
      "EVAL \"for i=1,99 do redis.call('APPEND','k',string.rep('x',1e6)) end\" 0",
    )
    expect(filled).toMatch(/^-/)
    expect(await run('FLUSHALL', 'PING')).toEqual(['+OK', '+PONG'])
    for (let key = 0; key < 24; key++) await run(`SET k${key} 1`)
    await expect.poll(async () => (await run('SET more 1'))[0]).toMatch(/limit of 20 keys/)
  })

  it('is watched key by key', async () => {
    const watcher = await house.open(sandbox)
    await watcher.run('HELLO 3')
    watcher.send('KEYSPACE.WATCH ON')
    expect(show(await watcher.next())).toBe('+OK')
    expect(show(await watcher.next())).toContain('"kind":"snapshot"')
    await run('HSET h field value')
    const seen: string[] = []
    await expect
      .poll(() => {
        seen.push(...watcher.left.slice(seen.length).map(show))
        return seen.join('\n')
      })
      .toMatch(/"kind":"changes".*"key":"h".*field.*value/)
  })

  it('is put back as it was after a command that never ends', async () => {
    await run('SET kept 1', 'EXPIRE kept 1000', 'XADD stream 1-1 f v', 'CONFIG SET hz 20')
    expect((await run("EVAL 'while true do end' 0"))[0]).toMatch(/still there/)
    expect(await run('GET kept', 'XLEN stream')).toEqual(['$1', ':1'])
    expect(Number((await run('TTL kept'))[0]?.slice(1))).toBeGreaterThan(900)
    const then = await sandbox.keysAt(1)
    expect(then.keys.map(({ key, ttlMs }) => [key, ttlMs])).toEqual([['kept', null]])
  })

  it('is put back when its process was killed', async () => {
    const waiting = await house.open(sandbox)
    await run('SET kept 1')
    waiting.send('BLPOP q 0')
    await expect.poll(async () => (await run('CLIENT LIST'))[0]).toMatch(/cmd=blpop/)
    for (const pid of serversBelow(binary)) process.kill(pid, 'SIGKILL')
    expect(show(await waiting.next())).toMatch(/stopped unexpectedly and was restarted/)
    expect(show(await waiting.run('GET kept'))).toBe('$1')
  })
})
