import { afterAll, describe, expect, it } from 'vitest'
import { createEngine } from '../engine/create-engine.ts'
import { fuzzDocumented } from './fuzz-documented.ts'
import { hasOracle, oracle } from './oracle.ts'
import { engineTarget } from './target.ts'

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/** So many at this seed; `pnpm fuzz` goes on for as long as one wants. */
const plan = { seed: 20_261_121, probes: 250, commands: 2 }

describe.runIf(hasOracle())('calls written after COMMAND DOCS', () => {
  const judge = oracle()
  afterAll(() => judge.close())

  it('leave the embedded engine as they leave redis-server', async () => {
    const engine = await createEngine({ kind: 'embedded', log: quiet })
    const target = engineTarget('embedded', engine)
    try {
      const { probes, differences } = await fuzzDocumented(plan, judge, target)
      expect(differences.join('\n\n')).toBe('')
      expect(probes).toBe(plan.probes)
    } finally {
      await target.close()
    }
  }, 120_000)
})
