import { describe, expect, it } from 'vitest'
import { POLICY_NAMES, DEFAULT_SETTINGS } from './policy.ts'
import { runTrace } from './run.ts'
import { hitRate, policyText, tickText } from './text-form.ts'
import { makeTrace } from './trace.ts'

function last(policy: 'allkeys-lru' | 'noeviction') {
  const settings = { ...DEFAULT_SETTINGS, policy }
  const ticks = runTrace(makeTrace('zipf', 100, 1), { settings, choice: 'exact', seed: 1 })
  const tick = ticks.at(-1)
  if (tick === undefined) throw new Error('no tick')
  return tick
}

describe('eviction in words', () => {
  it('tells what was found, what went, and of which age', () => {
    const tick = last('allkeys-lru')
    expect(tickText(tick, 'en')).toBe(
      `${Math.round(hitRate(tick) * 100)}% of 280 look-ups found their key. ${tick.evicted} keys were evicted. Still there: 0% of the oldest tenth, 100% of the newest.`,
    )
    expect(tickText(last('noeviction'), 'ru')).toContain('с ошибкой OOM')
  })

  it('has a sentence for every policy in both languages', () => {
    const said = POLICY_NAMES.flatMap((policy) => [
      policyText(policy, 'en'),
      policyText(policy, 'ru'),
    ])
    expect(said.every((text) => text.length > 20)).toBe(true)
    expect(policyText('volatile-ttl', 'en')).toContain('Only keys with a TTL')
  })
})
