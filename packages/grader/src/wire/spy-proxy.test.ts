import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startRedis, type RedisProcess } from '../redis/redis-process.ts'
import { startSpyProxy, type SpyProxy } from './spy-proxy.ts'
import { wireEvidence } from './wire-evidence.ts'

let folder = ''
let server: RedisProcess
let proxy: SpyProxy
let client: Redis

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyspace-spy-'))
  server = await startRedis(folder)
  proxy = await startSpyProxy()
  await proxy.resume(server.socketPath)
  client = new Redis({
    port: proxy.port,
    enableReadyCheck: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: () => 5,
    disableClientInfo: true,
  })
  client.on('error', () => undefined)
  await client.ping()
  proxy.forget()
})

afterEach(async () => {
  client.disconnect()
  await proxy.close()
  await server.kill()
  await rm(folder, { recursive: true, force: true })
})

const names = (): readonly string[] => proxy.commands.map(({ name }) => name)
const trips = (): number => new Set(proxy.commands.map(({ roundTrip }) => roundTrip)).size

describe('the proxy between an app and its Redis', () => {
  it('hands everything on, byte by byte, and remembers it', async () => {
    const binary = Buffer.from([0, 255, 13, 36])
    await client.set('k', binary)
    expect(await client.getBuffer('k')).toEqual(binary)
    expect(names()).toEqual(['SET', 'GET'])
    const evidence = wireEvidence(proxy.commands, performance.now())
    expect(evidence).toMatchObject({
      lines: [
        { connection: 1, command: 'SET k "\\x00\\xff\\r$"', reply: 'OK' },
        { command: 'GET k', reply: '"\\x00\\xff\\r$"' },
      ],
      omitted: 0,
    })
  })

  it('counts what is sent before the first answer as one round trip', async () => {
    for (let number = 0; number < 5; number++) await client.incr('one')
    expect(trips()).toBe(5)
    proxy.forget()
    proxy.setLatency(() => 30)
    const pipeline = client.pipeline()
    for (let number = 0; number < 500; number++) pipeline.incr('many')
    await pipeline.exec()
    expect(proxy.commands).toHaveLength(500)
    expect(trips()).toBe(1)
  })

  it('lets nobody read for a while, and then everybody in order', async () => {
    proxy.freezeReplies(40)
    let over = false
    const answers = Promise.all([client.incr('a'), client.incr('a'), client.incr('a')]).then(
      (all) => {
        over = true
        return all
      },
    )
    while (proxy.commands.filter(({ answered }) => answered).length < 3) await sleep(1)
    expect(over).toBe(false)
    expect(await answers).toEqual([1, 2, 3])
  })

  it('cuts before a command: what came earlier is answered, the command never reaches Redis', async () => {
    proxy.setGate(({ name }) => (name === 'EXPIRE' ? 'cut-before' : 'forward'))
    const [count, life] = await Promise.allSettled([client.incr('k'), client.expire('k', 60)])
    expect(count).toMatchObject({ status: 'fulfilled', value: 1 })
    expect(life.status).toBe('rejected')
    proxy.forget()
    expect(await client.ttl('k')).toBe(-1)
    expect(proxy.connections).toBe(2)
  })

  it('cuts after a command: Redis has run it, and its reply is lost', async () => {
    proxy.setGate(({ name }) => (name === 'INCR' ? 'cut-after' : 'forward'))
    await expect(client.incr('k')).rejects.toThrow()
    proxy.forget()
    expect(await client.get('k')).toBe('1')
  })

  it('decides only when Redis has answered what was sent before, in one segment too', async () => {
    const seen: boolean[] = []
    proxy.setGate(() => {
      seen.push(proxy.commands.slice(0, -1).every(({ answered }) => answered))
      return 'forward'
    })
    await client.pipeline().incr('k').incr('k').incr('k').exec()
    expect(seen).toEqual([true, true, true])
  })

  it('refuses connections while Redis is away, and has an empty one behind it afterwards', async () => {
    await client.set('k', 'before')
    let refused = 0
    client.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') refused += 1
    })
    await proxy.interrupt()
    while (refused === 0) await sleep(1)
    const next = await startRedis(folder)
    await proxy.resume(next.socketPath)
    while (client.status !== 'ready') await sleep(1)
    expect(await client.get('k')).toBeNull()
    await next.kill()
  })

  it('closes a connection that speaks no RESP', async () => {
    const stranger = new Redis({ port: proxy.port, lazyConnect: true, retryStrategy: () => null })
    stranger.on('error', () => undefined)
    await stranger.connect()
    const ended = new Promise((resolve) => stranger.once('end', resolve))
    stranger.stream.write('*1\r\n:1\r\n')
    await ended
    expect(await client.ping()).toBe('PONG')
  })
})
