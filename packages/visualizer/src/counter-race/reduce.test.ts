import { describe, expect, it } from 'vitest'
import { newRace, nextLine, raceResult, type RaceMode } from './model.ts'
import { allOrders, losesUpdate, readOrder, type Order } from './orders.ts'
import { reduceCounterRace } from './reduce.ts'
import { RaceServer } from './testing/race-server.ts'
import { moveText, resultText } from './text-form.ts'

function played(order: Order, mode: RaceMode, start = 10) {
  const server = new RaceServer('n', mode, start)
  server.prepare()
  for (const name of order) server.step(name)
  return server
}

describe('the counter race', () => {
  it('has 20 orders of GET, +1, SET, and two of them lose nothing', () => {
    const orders = allOrders('read-write')
    expect(new Set(orders.map((order) => order.join(''))).size).toBe(20)
    const safe = orders.filter((order) => !losesUpdate(order, 'read-write'))
    expect(safe.map((order) => order.join(''))).toEqual(['AAABBB', 'BBBAAA'])
    expect(allOrders('incr')).toHaveLength(2)
  })

  it.each(allOrders('read-write').map((order) => [order.join(''), order] as const))(
    'comes to what the server holds with %s',
    (_, order) => {
      const { picture, value } = played(order, 'read-write')
      const lost = losesUpdate(order, 'read-write') ? 1 : 0
      expect(raceResult(picture)).toEqual({ expected: 12, got: Number(value), lost })
      expect(picture.moves.filter(({ overwrote }) => overwrote !== null)).toHaveLength(lost)
    },
  )

  it.each(['AB', 'BA'])('loses nothing with INCR, %s', (text) => {
    const { picture } = played(readOrder(text, 'incr') ?? [], 'incr')
    expect(raceResult(picture)).toEqual({ expected: 12, got: 12, lost: 0 })
    expect(resultText(picture, { expected: 12, got: 12, lost: 0 }, 'en')).toContain('INCR reads')
  })

  it('says which write lost what', () => {
    const { picture } = played(readOrder('ABABAB', 'read-write') ?? [], 'read-write')
    expect(moveText(picture.moves.at(-1)!, 'en')).toBe(
      'Client B: SET n 11, Redis answers OK. It wrote 11 over 11, which it had never read: the other update is lost.',
    )
  })

  it('adds the INCR of somebody else to what it expects', () => {
    const server = played(readOrder('AAA', 'read-write') ?? ['A', 'A', 'A'], 'read-write')
    server.run('77', 'INCR n')
    for (const name of ['B', 'B', 'B'] as const) server.step(name)
    expect(raceResult(server.picture)).toEqual({ expected: 13, got: 13, lost: 0 })
  })

  it('does not judge a counter that somebody else has overwritten', () => {
    const server = played(['A', 'A', 'A', 'B'], 'read-write')
    server.run('77', 'SET n 500')
    server.step('B')
    server.step('B')
    expect(server.picture.isDisturbed).toBe(true)
    expect(raceResult(server.picture)).toBeUndefined()
  })

  it('waits for the counter to be set, and shows an error as one', () => {
    const before = newRace('n', 'read-write', 10)
    expect(nextLine(before, 'A')).toBe('GET n')
    const error = reduceCounterRace(before, {
      kind: 'command',
      at: 0,
      client: 'A',
      argv: ['SET', 'n', '10', 'XX', 'NX'],
      reply: { kind: 'error', code: 'ERR', value: 'ERR syntax error' },
      serverMs: 0,
      micros: 1,
    })
    expect(error).toMatchObject({ isReady: false, moves: [{ reply: '(error) ERR syntax error' }] })
  })

  it('reads no order that is not one', () => {
    expect(readOrder('ababab', 'read-write')?.join('')).toBe('ABABAB')
    expect(readOrder('AAAAAA', 'read-write')).toBeUndefined()
    expect(readOrder('ABABAB', 'incr')).toBeUndefined()
  })
})
