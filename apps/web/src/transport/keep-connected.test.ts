import { describe, expect, it } from 'vitest'
import { backoffMs } from './backoff.ts'
import { heldClock } from './held-clock.ts'
import { keepConnected, type KeepConnected } from './keep-connected.ts'
import { ConnectionLost, type Connection } from './transport.ts'

function connecting(verdict: 'retry' | 'stop' = 'retry') {
  const time = heldClock()
  const log: string[] = []
  let isServerUp = true
  let lose: ((reason: string) => void) | null = null
  const options: KeepConnected = {
    clock: time.clock,
    connect: (onClose) => {
      log.push('connect')
      if (!isServerUp) return Promise.reject(new ConnectionLost('down'))
      lose = onClose
      const connection: Connection = {
        clientId: '1',
        request: () => Promise.reject(new ConnectionLost('')),
        pipeline: () => [],
        close: () => log.push('close'),
      }
      return Promise.resolve(connection)
    },
    onUp: () => log.push('up'),
    onDown: () => log.push('down'),
    onFailed: () => {
      log.push('failed')
      return Promise.resolve(verdict)
    },
  }
  return {
    ...time,
    log,
    link: keepConnected(options),
    setServer: (up: boolean) => (isServerUp = up),
    lose: () => lose?.('gone'),
  }
}

describe('keepConnected', () => {
  it('comes back by itself, with growing pauses while the server is down', async () => {
    const it = connecting()
    await it.settle()
    it.setServer(false)
    it.lose()
    for (let attempt = 0; attempt < 3; attempt += 1) await it.ring()
    expect(it.waits).toEqual([...it.waits].sort((a, b) => a - b))
    expect(new Set(it.waits).size).toBe(it.waits.length)
    it.setServer(true)
    await it.ring()
    expect(it.log.at(-1)).toBe('up')
    expect(it.link.current()).not.toBeNull()
  })

  it('does not wait when the network comes back', async () => {
    const it = connecting()
    await it.settle()
    it.setServer(false)
    it.lose()
    await it.ring()
    it.setServer(true)
    await it.goOnline()
    expect(it.log.at(-1)).toBe('up')
  })

  it('stops trying when there is nothing to come back to', async () => {
    const it = connecting('stop')
    await it.settle()
    it.setServer(false)
    it.lose()
    await it.ring()
    const { length } = it.log
    await it.ring()
    expect(it.log).toHaveLength(length)
  })

  it('opens another connection on renew and does not hear of the one before', async () => {
    const it = connecting()
    await it.settle()
    const loseFirst = it.lose
    it.link.renew()
    await it.settle()
    expect(it.log).toEqual(['connect', 'up', 'close', 'connect', 'up'])
    it.link.stop()
    loseFirst()
    await it.ring()
    expect(it.log.at(-1)).toBe('close')
  })
})

describe('backoffMs', () => {
  it('doubles up to eight seconds and spreads over half of it', () => {
    expect(backoffMs(0, 0)).toBe(125)
    expect(backoffMs(0, 1)).toBe(250)
    expect(backoffMs(3, 1)).toBe(2_000)
    expect(backoffMs(40, 1)).toBe(8_000)
    expect(backoffMs(40, 0)).toBe(4_000)
  })
})
