import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FaultyProxy } from '../../testing/faulty-proxy.ts'
import { RedisAtPort, freePort } from '../../testing/redis-at-port.ts'
import { findServer } from '../dedicated/dedicated-engine.ts'
import { newCounts, PlatformConnection, type Patience } from './connection.ts'
import { readRedisUrl } from './redis-url.ts'

const patience: Patience = { connectMs: 300, operationMs: 300, attempts: 3, backoffMs: 20 }

function connectionTo(port: number, given: Partial<Patience> = {}) {
  const access = readRedisUrl(`redis://127.0.0.1:${port}`)
  const counts = newCounts()
  const connection = new PlatformConnection({
    endpoint: access.seed,
    access,
    patience: { ...patience, ...given },
    counts,
    onLost: () => undefined,
  })
  return { connection, counts }
}

function aHundred(connection: PlatformConnection) {
  return Promise.allSettled(Array.from({ length: 100 }, () => connection.ask(['PING'])))
}

describe.runIf(findServer('redis-server'))('the platform’s connection', () => {
  let redis: RedisAtPort
  let proxy: FaultyProxy

  beforeEach(async () => {
    redis = await RedisAtPort.start()
    proxy = await FaultyProxy.before(redis.port)
  })

  afterEach(async () => {
    await proxy.close()
    await redis.stop()
  })

  it('is opened once for a hundred callers', async () => {
    const { connection, counts } = connectionTo(proxy.port)
    const replies = await aHundred(connection)
    expect(replies.every(({ status }) => status === 'fulfilled')).toBe(true)
    expect(proxy.accepted).toBe(1)
    expect(counts).toEqual({ connects: 1, connectFailures: 0, timeouts: 0, losses: 0 })
    connection.close()
  })

  it('works again after Redis was killed and started, without being told', async () => {
    const { connection, counts } = connectionTo(redis.port)
    await connection.ask(['SET', 'a', '1'])
    await redis.kill()
    await expect(connection.ask(['GET', 'a'])).rejects.toThrow(/^The shared Redis does not answer/)
    await redis.start()
    expect(await connection.ask(['GET', 'a'])).toEqual({ kind: 'nil' })
    expect(connection.generation).toBe(2)
    expect(counts.losses).toBe(1)
    connection.close()
  })

  it('tells a hundred callers when nobody is there, after as many tries as it has', async () => {
    const { connection, counts } = connectionTo(await freePort())
    const replies = await aHundred(connection)
    expect(replies.every(({ status }) => status === 'rejected')).toBe(true)
    expect(counts.connectFailures).toBe(3)
    connection.close()
  })

  it('gives a mute server up in time, and works when it speaks again', async () => {
    proxy.isMute = true
    const { connection, counts } = connectionTo(proxy.port)
    const began = performance.now()
    const replies = await aHundred(connection)
    expect(replies.every(({ status }) => status === 'rejected')).toBe(true)
    expect(counts).toMatchObject({ timeouts: 3, connectFailures: 3, connects: 0 })
    // Three tries of 300 ms and two pauses, with room for a busy machine.
    expect(performance.now() - began).toBeLessThan(5_000)
    proxy.isMute = false
    expect(await connection.ask(['PING'])).toEqual({ kind: 'status', value: 'PONG' })
    connection.close()
  })

  it('gives a connection up whose replies stop coming, and never mixes replies up', async () => {
    const { connection, counts } = connectionTo(proxy.port)
    await connection.ask(['SET', 'a', 'right'])
    proxy.isMute = true
    await expect(connection.ask(['ECHO', 'late'])).rejects.toThrow(/no reply within 300 ms/)
    proxy.isMute = false
    const reply = await connection.ask(['GET', 'a'])
    expect(reply).toEqual({ kind: 'bulk', value: Uint8Array.from(Buffer.from('right')) })
    expect(counts.timeouts).toBe(1)
    connection.close()
  })

  it('waits for a slow server', async () => {
    proxy.delayMs = 100
    const { connection, counts } = connectionTo(proxy.port, {
      connectMs: 2_000,
      operationMs: 2_000,
    })
    const replies = await aHundred(connection)
    expect(replies.every(({ status }) => status === 'fulfilled')).toBe(true)
    expect(counts.timeouts).toBe(0)
    connection.close()
  })

  it('fails what was under way when it is cut off, once each, and connects again once', async () => {
    const { connection, counts } = connectionTo(proxy.port)
    await connection.ask(['PING'])
    proxy.delayMs = 100
    const underWay = aHundred(connection)
    proxy.cut()
    expect((await underWay).every(({ status }) => status === 'rejected')).toBe(true)
    proxy.delayMs = 0
    const again = await aHundred(connection)
    expect(again.every(({ status }) => status === 'fulfilled')).toBe(true)
    expect(proxy.accepted).toBe(2)
    expect(counts).toMatchObject({ connects: 2, losses: 1 })
    connection.close()
  })

  it('does not try again when the password is refused', async () => {
    const access = readRedisUrl(`redis://somebody:wrong@127.0.0.1:${proxy.port}`)
    const counts = newCounts()
    const endpoint = access.seed
    const connection = new PlatformConnection({
      endpoint,
      access,
      patience,
      counts,
      onLost: () => undefined,
    })
    await expect(connection.ask(['PING'])).rejects.toThrow(/refuses the user or password/)
    expect(counts.connectFailures).toBe(1)
    connection.close()
  })
})
