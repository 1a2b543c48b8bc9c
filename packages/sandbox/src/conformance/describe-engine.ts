import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadFamilies } from './cases.ts'
import { compareFamily, type FamilyReport, type Ruling } from './compare.ts'
import { hasOracle, oracle } from './oracle.ts'
import { countSteps, differences, table } from './report.ts'
import type { Target } from './target.ts'

export interface Expectation {
  /** The least share of steps that must be identical; ruled steps do not count either way. */
  readonly share: number
  readonly rulings?: readonly Ruling[]
  /** The program that has the last word. */
  readonly judgedBy?: string
}

/** The same cases on a real server and on a target; prints every difference and a table. */
export function describeEngine(
  name: string,
  makeTarget: () => Promise<Target>,
  { share, rulings = [], judgedBy = 'redis-server' }: Expectation,
): void {
  describe.runIf(hasOracle(judgedBy))(`${name} answers as ${judgedBy} does`, () => {
    const reports: FamilyReport[] = []
    let judge: Target
    let target: Target

    beforeAll(async () => {
      judge = oracle(judgedBy)
      target = await makeTarget()
    })

    afterAll(async () => {
      process.stdout.write(`\n${name}\n${table(reports)}\n`)
      await Promise.all([target.close(), judge.close()])
    })

    it.each(loadFamilies().map((family) => [family.name, family] as const))(
      '%s',
      async (_, family) => {
        const report = await compareFamily(family, judge, target, rulings)
        reports.push(report)
        const found = differences([report])
        if (share === 1) expect(found.join('\n')).toBe('')
        else if (found.length > 0) process.stdout.write(`\n${found.join('\n')}\n`)
        expect(countSteps([report]).accepted, 'commands that Redis refuses').toBe(0)
      },
      120_000,
    )

    it(`in at least ${share * 100} % of all steps`, () => {
      const { identical, differing } = countSteps(reports)
      expect(identical / (identical + differing)).toBeGreaterThanOrEqual(share)
    })
  })
}
