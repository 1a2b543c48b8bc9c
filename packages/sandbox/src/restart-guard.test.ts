import { describe, expect, it } from 'vitest'
import { RestartGuard } from './restart-guard.ts'

describe('a restart guard', () => {
  it('pauses from the sixth end within ten seconds on', () => {
    const guard = new RestartGuard()
    const pauses = [0, 1, 2, 3, 4, 5, 9_999, 30_000].map((now) => guard.ended('crash', now, true))
    expect(pauses).toEqual([0, 0, 0, 0, 0, 1_000, 1_000, 0])
  })

  it('puts the data back however often a command crashed Redis', () => {
    const guard = new RestartGuard()
    for (let now = 0; now < 20; now++) guard.ended('crash', now, true)
    expect(guard.mayReplay).toBe(true)
  })

  it('starts empty when Redis ended three times without anybody having asked for anything', () => {
    const guard = new RestartGuard()
    const after = [true, false, false, false, true].map((provoked, now) => {
      guard.ended('crash', now, provoked)
      return guard.mayReplay
    })
    expect(after).toEqual([true, true, true, false, true])
  })

  it('starts empty when it ran out of memory three times within ten seconds', () => {
    const guard = new RestartGuard()
    const after = [0, 1, 2, 20_000].map((now) => {
      guard.ended('memory', now, true)
      return guard.mayReplay
    })
    expect(after).toEqual([true, true, false, true])
  })
})
