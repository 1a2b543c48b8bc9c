import { describe, expect, it } from 'vitest'
import type { Check } from '../schema/check.ts'
import type { AnsweredCommand } from './evidence.ts'
import { judge } from './judge.ts'

const check = (max: number, client?: string): Check => ({
  ...{ id: 'few', say: 'Few.', points: 1, hidden: false, hints: [], mistakes: [] },
  assert: [{ kind: 'round-trips', count: { max }, client }],
})

/** Microseconds. */
function command(name: string, at: number, micros: number, client = 'A'): AnsweredCommand {
  return { client, argv: [name], reply: { kind: 'status', value: 'OK' }, at, micros }
}

const verdict = (max: number, commands: readonly AnsweredCommand[], client?: string) =>
  judge(check(max, client), { keys: [], commands }, 'en')

describe('round trips', () => {
  it('count once for what left before anything was answered', () => {
    const pipeline = [command('SET', 0, 50), command('SET', 0, 60), command('SET', 40, 70)]
    expect(verdict(1, pipeline).passed).toBe(true)
    expect(verdict(1, [...pipeline, command('GET', 51, 5)]).results).toMatchObject([
      { passed: false, actual: '2 round trips' },
    ])
  })

  it('count one by one when each waits for the one before', () => {
    const chain = [command('GET', 0, 50), command('SET', 60, 50), command('GET', 110, 50)]
    const { passed, results } = verdict(2, chain)
    expect(passed).toBe(false)
    expect(results[0]?.say).toBe('Round trips: expected at most 2 round trips, got 3 round trips.')
  })

  it('do not count what a library says when it connects', () => {
    const connecting = [command('hello', 0, 5), command('INFO', 10, 5), command('GET', 20, 5)]
    expect(verdict(1, connecting).passed).toBe(true)
  })

  it('are counted for each terminal, or for one', () => {
    const both = [command('GET', 0, 50), command('GET', 10, 50, 'B')]
    expect(verdict(1, both).passed).toBe(false)
    expect(verdict(1, both, 'B').passed).toBe(true)
  })
})
