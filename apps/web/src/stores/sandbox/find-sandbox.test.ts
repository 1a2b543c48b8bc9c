import { describe, expect, it } from 'vitest'
import { FakeTransport } from '../../transport/fake-transport.ts'
import { heldClock } from '../../transport/held-clock.ts'
import { keptIn } from '../keyspace/kept.ts'
import { sandboxFinder } from './find-sandbox.ts'

/** A server that is away, and somebody who looks for a sandbox there. */
function finding() {
  const time = heldClock()
  const transport = new FakeTransport()
  transport.life = 'away'
  const told: string[] = []
  const shut = (): never => {
    throw new Error('storage is shut')
  }
  const finder = sandboxFinder({
    api: transport.api,
    kept: keptIn(shut),
    clock: time.clock,
    onFound: ({ sandbox }) => told.push(`found ${sandbox.id}`),
    onRefused: ({ code }) => told.push(code),
    onAway: () => told.push('away'),
  })
  return { ...time, transport, finder, told }
}

describe('a finder, while no answer comes', () => {
  it('goes on by itself after growing pauses, until there is one', async () => {
    const { finder, ring, transport, told, waits } = finding()
    await finder.find({ lesson: 'r1' })
    await ring()
    await ring()
    expect(waits).toEqual([125, 250, 500])
    transport.life = 'alive'
    await ring()
    expect(told).toEqual(['away', 'away', 'away', 'found 1'])
    await ring()
    expect(transport.creations).toBe(4)
  })

  it('goes on at once when the network is back', async () => {
    const { finder, goOnline, ring, transport, told } = finding()
    await finder.find({ lesson: 'r1' })
    transport.life = 'alive'
    await goOnline()
    await ring()
    expect(told).toEqual(['away', 'found 1'])
  })

  it('is silent once it is stopped, and looks for one place at a time', async () => {
    const { finder, ring, transport, told } = finding()
    const first = finder.find({ lesson: 'r1' })
    await finder.find({ lab: 'eviction' })
    await first
    expect(told).toEqual(['away'])
    finder.stop()
    transport.life = 'alive'
    await ring()
    expect(told).toEqual(['away'])
  })
})
