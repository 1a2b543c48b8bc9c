import { describe, expect, it } from 'vitest'
import { grade } from './grade.ts'
import { RATE_LIMITER_LEADERBOARD } from './probes/index.ts'
import { MUTANTS, mutate } from './testing/mutants.ts'
import { layDown, referenceText } from './testing/references.ts'

// One after the other: a grading has work for two cores by itself, and its limits are in real time.
describe('an app that', { timeout: 60_000 }, () => {
  it.each(MUTANTS)(
    '$defect ($of) fails where that is checked, and nowhere else',
    async (mutant) => {
      const { submission, remove } = await layDown(
        mutant.of,
        mutate(await referenceText(mutant.of), mutant),
      )
      try {
        const { checks } = await grade({ assignment: 'rate-limiter-leaderboard', submission })
        const failed = checks.filter(({ verdict }) => verdict !== 'pass')
        const said = failed.map(({ id, sentence }) => `${id}: ${sentence.en}`).join('\n')
        expect(failed.map(({ id }) => id).sort(), said).toEqual([...mutant.fails].sort())
        for (const check of failed) {
          expect(check).toMatchObject({ verdict: 'fail', points: 0 })
          expect(check.evidence).not.toEqual([])
          expect(check.remediation).not.toBeNull()
        }
      } finally {
        await remove()
      }
    },
  )
})

it('every check is failed by an app with one defect', () => {
  const failing = new Set(MUTANTS.flatMap(({ fails }) => fails))
  expect([...failing].sort()).toEqual(RATE_LIMITER_LEADERBOARD.map(({ id }) => id).sort())
})
