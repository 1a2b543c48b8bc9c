import { describe, expect, it } from 'vitest'
import { runLimits } from './limits.ts'
import { supervise, type OpenTunnel, type RunReport } from './supervise.ts'
import type { ToProgram } from './wire.ts'

const encoder = new TextEncoder()

/** A run whose program is the test itself, with a clock that stands until it is moved. */
function begin(limits: Partial<ReturnType<typeof runLimits>> = {}) {
  const told: ToProgram[] = []
  const timers = new Map<object, { ms: number; callback: () => void }>()
  const sent: string[] = []
  let say: (message: unknown) => void = () => undefined
  let fromRedis: (text: string) => void = () => undefined
  let isKilled = false
  let closed = 0
  const run = supervise({
    start: (onMessage) => {
      say = onMessage
      return { post: (message) => told.push(message), kill: () => (isKilled = true) }
    },
    connect: (onBytes): Promise<OpenTunnel> => {
      fromRedis = (text) => onBytes(encoder.encode(text))
      return Promise.resolve({
        send: (bytes) => sent.push(new TextDecoder().decode(bytes)),
        close: () => (closed += 1),
      })
    },
    limits: { ...runLimits(), ...limits },
    after: (ms, callback) => {
      const key = {}
      timers.set(key, { ms, callback })
      return () => timers.delete(key)
    },
  })
  return {
    ...{ run, told, sent, say: (message: unknown) => say(message) },
    fromRedis: (text: string) => fromRedis(text),
    isKilled: () => isKilled,
    closed: () => closed,
    pass: (ms: number) => {
      for (const timer of [...timers.values()]) if (timer.ms <= ms) timer.callback()
    },
  }
}

const tick = () => new Promise((resolve) => setTimeout(resolve, 0))
const endOf = async (run: Promise<RunReport>) => (await run).end

describe('supervise', () => {
  it('passes bytes both ways and tells what was printed', async () => {
    const program = begin()
    program.say({ kind: 'started' })
    program.say({ kind: 'open', connection: 1 })
    await tick()
    expect(program.told).toEqual([{ kind: 'opened', connection: 1 }])
    program.say({ kind: 'data', connection: 1, bytes: encoder.encode('PING\r\n') })
    program.fromRedis('+PONG\r\n')
    expect(program.sent).toEqual(['PING\r\n'])
    expect(program.told.at(-1)).toEqual({
      kind: 'data',
      connection: 1,
      bytes: encoder.encode('+PONG\r\n'),
    })
    program.say({ kind: 'print', level: 'log', text: 'hi' })
    program.say({ kind: 'finished', leftOpen: 1 })
    expect(await program.run).toEqual({
      end: { kind: 'finished', leftOpen: 1 },
      printed: [{ level: 'log', text: 'hi' }],
      refusals: [],
    })
    expect([program.isKilled(), program.closed()]).toEqual([true, 1])
  })

  it('stops a program that never starts, and one that runs on', async () => {
    const silent = begin()
    silent.pass(10_000)
    expect(await endOf(silent.run)).toEqual({ kind: 'stopped', reason: 'start' })
    const endless = begin()
    endless.say({ kind: 'started' })
    endless.pass(2_000)
    expect(await endOf(endless.run)).toEqual({ kind: 'stopped', reason: 'time' })
    expect(endless.isKilled()).toBe(true)
  })

  it('gives no second clock to a program that says again that it started', async () => {
    const program = begin()
    program.say({ kind: 'started' })
    program.pass(1_999)
    program.say({ kind: 'started' })
    program.pass(2_000)
    expect(await endOf(program.run)).toEqual({ kind: 'stopped', reason: 'time' })
  })

  it('stops what prints too much, and keeps what fits', async () => {
    const long = begin({ printedLength: 10 })
    long.say({ kind: 'print', level: 'log', text: 'x'.repeat(100) })
    const report = await long.run
    expect(report.end).toEqual({ kind: 'stopped', reason: 'output' })
    expect(report.printed).toEqual([{ level: 'log', text: 'x'.repeat(10) }])
    const many = begin({ printedLines: 3 })
    for (let i = 0; i < 9; i++) many.say({ kind: 'print', level: 'log', text: '' })
    expect((await many.run).printed).toHaveLength(3)
  })

  it('stops a flood of messages, whatever they are', async () => {
    const program = begin({ messages: 5 })
    for (let i = 0; i < 6; i++) program.say({ nonsense: true })
    expect(await endOf(program.run)).toEqual({ kind: 'stopped', reason: 'output' })
  })

  it('stops traffic over its bound, in both directions', async () => {
    for (const over of ['to', 'from'] as const) {
      const program = begin({ trafficBytes: 10 })
      program.say({ kind: 'open', connection: 1 })
      await tick()
      if (over === 'to') program.say({ kind: 'data', connection: 1, bytes: new Uint8Array(11) })
      else program.fromRedis('x'.repeat(11))
      expect(await endOf(program.run)).toEqual({ kind: 'stopped', reason: 'traffic' })
      expect(program.sent).toEqual([])
    }
  })

  it('opens so many connections and no more', async () => {
    const program = begin({ connections: 2 })
    for (const connection of [1, 2, 3]) program.say({ kind: 'open', connection })
    await tick()
    expect(program.told.map(({ kind, connection }) => [kind, connection])).toEqual([
      ['closed', 3],
      ['opened', 1],
      ['opened', 2],
    ])
    program.say({ kind: 'finished', leftOpen: 0 })
    await program.run
    expect(program.closed()).toBe(2)
  })

  it.each([
    ['no message', 7],
    ['bytes that are none', { kind: 'data', connection: 1, bytes: 'PING' }],
    ['a connection that was not opened', { kind: 'data', connection: 2, bytes: new Uint8Array(3) }],
    ['a connection that is no number', { kind: 'open', connection: '1' }],
    ['a kind of its own', { kind: 'opened', connection: 1 }],
  ])('does nothing for %s', async (_, message) => {
    const program = begin()
    program.say(message)
    await tick()
    expect([program.told, program.sent]).toEqual([[], []])
    program.say({ kind: 'failed', message: 'Error: x', line: 2, column: 3 })
    expect(await endOf(program.run)).toEqual({
      kind: 'failed',
      failure: { message: 'Error: x', line: 2, column: 3 },
    })
  })
})

describe('runLimits', () => {
  it('bounds what a lesson may ask for', () => {
    expect(
      [runLimits(), runLimits(5), runLimits(1e9), runLimits(-1)].map(({ runMs }) => runMs),
    ).toEqual([2_000, 5_000, 10_000, 100])
  })
})
