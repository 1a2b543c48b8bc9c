import { describe, expect, it } from 'vitest'
import { CommandBudget } from './command-budget.ts'
import { paceOf } from './film.ts'

const rate = { perSecond: 200, burst: 1_000 }

describe('the budget of commands', () => {
  it('lets races go until the burst is used up, then waits for what is missing', () => {
    const budget = new CommandBudget()
    expect([1, 2, 3].map(() => budget.take(306, rate, 0))).toEqual([0, 0, 0])
    expect(budget.take(306, rate, 0)).toBeCloseTo((224 / 200) * 1_000)
  })

  it('is full again after a while', () => {
    const budget = new CommandBudget()
    budget.take(1_000, rate, 0)
    expect(budget.take(200, rate, 1_000)).toBe(0)
    expect(budget.take(200, rate, 1_500)).toBeCloseTo(500)
  })
})

describe('the film', () => {
  it('shows a short race in slow motion, a long one in time lapse, others as they were', () => {
    expect(paceOf(35)).toBeCloseTo(0.01)
    expect(paceOf(20_000)).toBeCloseTo(2.5)
    expect(paceOf(5_000)).toBe(1)
    expect(paceOf(0)).toBe(1)
  })
})
