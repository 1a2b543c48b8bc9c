import { describe, expect, it } from 'vitest'
import { RestartGuard } from './restart-guard.ts'

describe('a restart guard', () => {
  it('lets five begin within ten seconds, and the next ones when there is room', () => {
    const guard = new RestartGuard()
    expect([0, 1, 2, 3, 4].map((now) => guard.ended(now, true))).toEqual([0, 0, 0, 0, 0])
    expect(guard.ended(5, true)).toBe(9_995)
    expect(guard.ended(10_000, true)).toBe(1)
    expect(guard.ended(30_000, true)).toBe(0)
  })

  it('puts the data back however often a command ended Redis', () => {
    const guard = new RestartGuard()
    for (let now = 0; now < 20; now++) guard.ended(now, true)
    expect(guard.mayReplay).toBe(true)
  })

  it('starts empty when Redis ended three times without anybody having asked for anything', () => {
    const guard = new RestartGuard()
    const after = [true, false, false, false, true].map((provoked, now) => {
      guard.ended(now, provoked)
      return guard.mayReplay
    })
    expect(after).toEqual([true, true, true, false, true])
  })
})
