import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { raceResult, type RaceMode } from './model.ts'
import { RaceServer } from './testing/race-server.ts'

const modes = fc.constantFrom<RaceMode>('read-write', 'incr')
const starts = fc.integer({ min: -1_000, max: 1_000_000 })
const movers = fc.array(fc.constantFrom('A' as const, 'B' as const, '7' as const), {
  maxLength: 20,
})

function played(mode: RaceMode, start: number, list: readonly ('A' | 'B' | '7')[]) {
  const server = new RaceServer('n', mode, start)
  server.prepare()
  for (const name of list) {
    if (name === '7') server.run(name, 'INCRBY n 3')
    else server.step(name)
  }
  return server
}

describe('the reducer', () => {
  it('always knows what the server holds, and never gains what nobody added', () => {
    fc.assert(
      fc.property(modes, starts, movers, (mode, start, list) => {
        const { picture, value } = played(mode, start, list)
        expect(picture.value).toBe(value)
        const result = raceResult(picture)
        if (result === undefined) return
        expect(result.got).toBe(Number(value))
        expect(result.lost).toBeGreaterThanOrEqual(0)
        if (mode === 'incr') expect(result.lost).toBe(0)
      }),
    )
  })

  it('shows each row after the one that came before it', () => {
    fc.assert(
      fc.property(modes, starts, movers, (mode, start, list) => {
        const { moves } = played(mode, start, list).picture
        moves.forEach((move, index) => {
          expect(move.number).toBe(index + 1)
          expect(move.serverMs).toBeGreaterThan(moves[index - 1]?.serverMs ?? -1)
        })
      }),
    )
  })
})
