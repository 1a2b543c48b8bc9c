import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openHouse, type House } from '../testing/house.ts'
import { RawClient } from '../testing/raw-client.ts'
import { show } from '../testing/show.ts'
import { listenResp } from './tcp.ts'

const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

describe('RESP over TCP', () => {
  it('closes who does not log in in time, and nobody who did', async () => {
    const { service } = house
    const resp = await listenResp({ service, host: '127.0.0.1', port: 0, log, loginMs: 300 })
    const sandbox = await service.create()
    const stranger = await RawClient.open(resp.port)
    const learner = await RawClient.open(resp.port, sandbox)
    expect(show(await stranger.run('PING'))).toMatch(/^-NOAUTH/)
    await stranger.closed
    expect(show(await learner.run('PING'))).toBe('+PONG')
    learner.close()
    await resp.close()
    await sandbox.delete()
  })

  it('rejects when the port is taken', async () => {
    const { service, port } = house
    await expect(listenResp({ service, host: '127.0.0.1', port, log })).rejects.toThrow(
      /EADDRINUSE/,
    )
  })

  it('says what is wrong with what is not RESP, and closes', async () => {
    const socket = connect(house.port, '127.0.0.1')
    await once(socket, 'connect')
    socket.write('*1\r\nGET\r\n')
    const [answer] = (await once(socket, 'data')) as [Buffer]
    expect(answer.toString()).toBe("-ERR Protocol error: expected '$', got 'G'\r\n")
    await once(socket, 'close')
  })
})
