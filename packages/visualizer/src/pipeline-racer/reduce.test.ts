import { describe, expect, it } from 'vitest'
import { oneLess } from './errand.ts'
import { clockOffsetMs, partsOf, resultOf, resultsOf } from './measure.ts'
import { reducePipelineRacer } from './reduce.ts'
import { simulatedRace } from './testing/simulated-race.ts'
import { errandText, laneText, raceText, serverText, timeText } from './text-form.ts'
import { vehicleAt } from './vehicle.ts'

const rules = { count: 10, addedMs: 50, work: 'incr' } as const
const road = { rttMs: 50, commandMs: 0.5, aheadMs: 86_400_000 }

describe('the pipeline racer', () => {
  it('measures what the road takes, and predicts it from PING and one command', () => {
    const [slow, fast, transaction] = resultsOf(simulatedRace(rules, road))
    expect(slow?.measuredMs).toBeCloseTo(10 * (50 + 0.5), 6)
    expect(fast?.measuredMs).toBeCloseTo(50 + 10 * 0.5, 6)
    expect(transaction?.measuredMs).toBeCloseTo(50 + 12 * 0.5, 6)
    for (const result of [slow, fast, transaction]) {
      expect(result?.predictedMs).toBeCloseTo(result?.measuredMs ?? 0, 6)
    }
  })

  it('shows that the time of the server stays what it was', () => {
    const [slow, fast] = resultsOf(
      simulatedRace({ ...rules, count: 40 }, { ...road, commandMs: 3 }),
    )
    expect(slow?.serverMs).toBeCloseTo(120, 6)
    expect(fast?.serverMs).toBeCloseTo(120, 6)
  })

  it('has no result before the last reply is back', () => {
    const whole = simulatedRace(rules, road)
    const last = whole.requests.at(-1)?.repliedAt ?? 0
    const picture = simulatedRace(rules, road, last - 1)
    expect(resultOf(picture, 'pipeline')).toBeDefined()
    expect(resultOf(picture, 'transaction')).toBeUndefined()
    expect(partsOf(simulatedRace(rules, road, 1_000))).toBeUndefined()
  })

  it('finds how far the clock of the server is off', () => {
    expect(clockOffsetMs(simulatedRace(rules, road))).toBeCloseTo(road.aheadMs, 3)
  })

  it('takes the commands of its own connection only', () => {
    const picture = simulatedRace(rules, road, 1_010)
    const other = reducePipelineRacer(picture, {
      kind: 'command',
      at: 1_010,
      client: 'A',
      argv: ['PING'],
      reply: { kind: 'status', value: 'PONG' },
      serverMs: 5,
      micros: 5,
    })
    expect(other).toBe(picture)
  })

  it('drives there, waits while Redis works, and comes back', () => {
    const picture = simulatedRace({ ...rules, count: 20 }, { ...road, commandMs: 5 })
    const truck = [0, 12.5, 24.9, 60, 137.5, 151].map((ms) => vehicleAt(picture, 'pipeline', ms))
    expect(truck.map(({ heading }) => heading)).toEqual([
      'out',
      'out',
      'out',
      'at-redis',
      'back',
      'home',
    ])
    expect(truck[1]?.place).toBeCloseTo(0.5, 2)
    expect(truck[4]?.place).toBeCloseTo(0.5, 2)
    expect(truck[5]).toEqual({ heading: 'home', place: 0, replies: 20 })
    expect(vehicleAt(picture, 'one-by-one', 55 * 3 + 10)).toMatchObject({
      heading: 'out',
      replies: 3,
    })
  })

  it('is never shown as back before the reply is', () => {
    const whole = simulatedRace(rules, road)
    const begin = whole.requests.find(({ stage }) => stage === 'one-by-one')?.sentAt ?? 0
    const picture = simulatedRace(rules, road, begin + 40)
    expect(vehicleAt(picture, 'one-by-one', 5_000)).toMatchObject({ heading: 'back', replies: 0 })
    expect(vehicleAt(picture, 'one-by-one', 5_000).place).toBeGreaterThan(0)
  })

  it('says it in words', () => {
    const results = resultsOf(simulatedRace(rules, road))
    const [slow] = results
    expect(slow && laneText(slow, 'en')).toBe(
      'One by one: 10 replies in 505 ms, predicted 505 ms; 5.00 ms of it at the server.',
    )
    expect(raceText(results, 'en')).toBe(
      'The pipeline was 9.2 times as fast. It waits for the network once instead of 10 times.',
    )
    expect(raceText(results, 'ru')).toContain('быстрее в 9,2 раза')
    expect([0.421, 51.34, 505, 1_520].map((ms) => timeText(ms, 'en'))).toEqual([
      '0.42 ms',
      '51.3 ms',
      '505 ms',
      '1.52 s',
    ])
  })

  it('says that work on the server is not saved', () => {
    const results = resultsOf(simulatedRace(rules, { ...road, rttMs: 1, commandMs: 5 }))
    expect(raceText(results, 'en')).toContain('Most of its time is Redis at work')
    expect(serverText(results, 'en')).toBe(
      'What does not get faster is the work: 50.0 ms at the server one by one, 50.0 ms in one piece.',
    )
  })
})

describe('an errand that needs an earlier reply', () => {
  it('goes on with no number when there is none', () => {
    expect([oneLess('7'), oneLess(undefined), oneLess('QUEUED')]).toEqual(['6', 'NaN', 'NaN'])
  })

  it('says what went wrong', () => {
    const text = (name: 'pipeline' | 'transaction' | 'decr', stock: string) =>
      errandText({ name, stock, steps: [] }, 'en')
    expect(text('pipeline', 'NaN')).toContain('before the reply to GET was there')
    expect(text('transaction', 'NaN')).toContain('QUEUED')
    expect(text('decr', '6')).toContain('Right: 6')
  })
})
