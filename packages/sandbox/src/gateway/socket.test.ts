import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ReplyDecoder, encodeCommand, type Reply } from '@keyspace/redis-lang'
import type { Sandbox } from '../sandbox.ts'
import { openHouse, type House } from '../testing/house.ts'
import { show } from '../testing/show.ts'
import { attachSocket, type ByteSocket } from './socket.ts'

/** The port of a WebSocket, with what the other end sends and sees. */
class Line implements ByteSocket {
  bufferedAmount = 0
  closed: { code: number; reason: string } | undefined
  readonly frames: Reply[] = []
  readonly #decoder = new ReplyDecoder()
  #onMessage: (bytes: Uint8Array) => void = () => undefined
  #onClose: () => void = () => undefined

  send(bytes: Uint8Array): void {
    this.#decoder.push(bytes)
    for (let reply = this.#decoder.next(); reply; reply = this.#decoder.next())
      this.frames.push(reply)
  }
  close(code: number, reason: string): void {
    this.closed = { code, reason }
    this.#onClose()
  }
  onMessage(listener: (bytes: Uint8Array) => void): void {
    this.#onMessage = listener
  }
  onClose(listener: () => void): void {
    this.#onClose = listener
  }
  say(...words: string[]): void {
    this.#onMessage(encodeCommand(words))
  }
  async frame(at: number): Promise<string> {
    await expect.poll(() => this.frames.length, { timeout: 5_000 }).toBeGreaterThan(at)
    return show(this.frames[at])
  }
}

let house: House
let sandbox: Sandbox
beforeAll(async () => {
  house = await openHouse()
  sandbox = await house.service.create()
})
afterAll(() => house.close())

function open(sandboxId: string): Line {
  const line = new Line()
  attachSocket({ service: house.service, sandboxId, socket: line })
  return line
}

describe('RESP over a WebSocket', () => {
  it('logs in with HELLO 3 AUTH and runs commands', async () => {
    const line = open(sandbox.id)
    line.say('HELLO', '3', 'AUTH', sandbox.id, sandbox.token)
    line.say('SET', 'a', '1')
    line.say('HGETALL', 'h')
    expect(await line.frame(0)).toMatch(/\$proto :3/)
    expect(await line.frame(1)).toBe('+OK')
    expect(await line.frame(2)).toBe('{}')
    line.say('QUIT')
    expect(await line.frame(3)).toBe('+OK')
    expect(line.closed).toEqual({ code: 1000, reason: 'QUIT' })
  })

  it('lets nobody into another sandbox than the one of the path', async () => {
    const other = await house.service.create()
    const line = open(other.id)
    line.say('HELLO', '3', 'AUTH', sandbox.id, sandbox.token)
    expect(await line.frame(0)).toMatch(/^-WRONGPASS/)
  })

  it('is closed with a code of its own when the sandbox is gone', async () => {
    const mine = await house.service.create()
    const line = open(mine.id)
    line.say('HELLO', '3', 'AUTH', mine.id, mine.token)
    await line.frame(0)
    await mine.delete()
    expect(line.closed?.code).toBe(4004)
  })

  it('reads no more from one who does not read, and goes on when he does', async () => {
    const line = open(sandbox.id)
    line.say('HELLO', '3', 'AUTH', sandbox.id, sandbox.token)
    await line.frame(0)
    line.bufferedAmount = 2 << 20
    line.say('PING')
    await line.frame(1)
    line.say('PING', 'again')
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect(line.frames).toHaveLength(2)
    line.bufferedAmount = 0
    expect(await line.frame(2)).toBe('$again')
  })
})
