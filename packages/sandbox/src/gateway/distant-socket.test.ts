import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { distantSocket } from './distant-socket.ts'
import type { ByteSocket } from './socket.ts'

/** The near end of a WebSocket, with when what happened on it. */
class NearSocket implements ByteSocket {
  bufferedAmount = 0
  readonly sent: string[] = []
  isPaused = false
  #onMessage: (bytes: Uint8Array) => void = () => undefined
  #onClose: () => void = () => undefined

  send(bytes: Uint8Array): void {
    this.sent.push(`${performance.now()} ${Buffer.from(bytes).toString()}`)
  }
  close(code: number, reason: string): void {
    this.sent.push(`${performance.now()} close ${code} ${reason}`)
  }
  onMessage(listener: (bytes: Uint8Array) => void): void {
    this.#onMessage = listener
  }
  onClose(listener: () => void): void {
    this.#onClose = listener
  }
  pause(): void {
    this.isPaused = true
  }
  resume(): void {
    this.isPaused = false
  }
  say(text: string): void {
    this.#onMessage(Buffer.from(text))
  }
  hangUp(): void {
    this.#onClose()
  }
}

function open(roundTripMs: number) {
  const near = new NearSocket()
  const distant = distantSocket(near, roundTripMs)
  const got: string[] = []
  distant.onMessage((bytes) => {
    got.push(`${performance.now()} ${Buffer.from(bytes).toString()}`)
  })
  return { near, distant, got }
}

beforeEach(() => {
  vi.useFakeTimers({ now: 0, toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a socket from further away', () => {
  it('adds half the round trip each way', () => {
    const { near, distant, got } = open(51)
    distant.onMessage(() => distant.send(Buffer.from('PONG')))
    near.say('PING')
    vi.advanceTimersByTime(200)
    expect(got).toEqual([])
    expect(near.sent).toEqual(['51 PONG'])
  })

  it('is a longer way and no queue: what is sent together arrives together, in order', () => {
    const { near, got } = open(100)
    for (const text of ['a', 'b', 'c']) near.say(text)
    vi.advanceTimersByTime(10)
    near.say('d')
    vi.advanceTimersByTime(500)
    expect(got).toEqual(['50 a', '50 b', '50 c', '60 d'])
  })

  it('closes after what was sent has left', () => {
    const { near, distant } = open(100)
    distant.send(Buffer.from('bye'))
    distant.close(1000, 'QUIT')
    vi.advanceTimersByTime(500)
    expect(near.sent).toEqual(['50 bye', '50 close 1000 QUIT'])
  })

  it('hands on nothing and sends nothing once the other end is gone', () => {
    const { near, distant, got } = open(100)
    const closed = vi.fn()
    distant.onClose(closed)
    near.say('late')
    distant.send(Buffer.from('late'))
    near.hangUp()
    vi.advanceTimersByTime(500)
    expect(closed).toHaveBeenCalledOnce()
    expect([...got, ...near.sent]).toEqual([])
  })

  it('counts what is still on the way back as not taken', () => {
    const { near, distant } = open(100)
    near.bufferedAmount = 5
    distant.send(Buffer.from('123'))
    expect(distant.bufferedAmount).toBe(8)
    vi.advanceTimersByTime(500)
    expect(distant.bufferedAmount).toBe(5)
  })

  it('takes many small pieces for what they cost to hold', () => {
    const { near } = open(100)
    for (let piece = 0; piece < 600; piece += 1) near.say('x')
    expect(near.isPaused).toBe(true)
    vi.advanceTimersByTime(50)
    expect(near.isPaused).toBe(false)
  })

  it('reads no more while too much is on the way, and stays paused when it was told to', () => {
    const { near, distant } = open(100)
    near.say('x'.repeat(300_000))
    expect(near.isPaused).toBe(true)
    distant.resume?.()
    expect(near.isPaused).toBe(true)
    vi.advanceTimersByTime(50)
    expect(near.isPaused).toBe(false)
    distant.pause?.()
    near.say('y')
    vi.advanceTimersByTime(50)
    expect(near.isPaused).toBe(true)
    distant.resume?.()
    expect(near.isPaused).toBe(false)
  })
})
