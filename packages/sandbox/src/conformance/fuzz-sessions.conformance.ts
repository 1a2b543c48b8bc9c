import { describe, expect, it } from 'vitest'
import { createEngine } from '../engine/create-engine.ts'
import { fuzzSessions } from './fuzz-sessions.ts'
import { hasOracle, oracle } from './oracle.ts'
import { productTarget } from './product-target.ts'

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

const plans = {
  dedicated: { seed: 20_261_121, cases: 40, writes: 30 },
  embedded: { seed: 20_261_121, cases: 30, writes: 30 },
} as const

describe.runIf(hasOracle())('clients side by side hear what redis-server tells them', () => {
  it.each(['dedicated', 'embedded'] as const)(
    'on the %s engine, to the byte',
    async (kind) => {
      const judge = oracle()
      const target = await productTarget(kind, await createEngine({ kind, log: quiet }))
      try {
        const differences = await fuzzSessions(plans[kind], judge, target)
        expect(differences.join('\n\n')).toBe('')
      } finally {
        await target.close()
        await judge.close()
      }
    },
    180_000,
  )
})
