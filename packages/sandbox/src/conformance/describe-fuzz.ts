import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fuzz, type FuzzPlan } from './fuzz.ts'
import { hasOracle, oracle } from './oracle.ts'
import { countSteps, differences } from './report.ts'
import type { Target } from './target.ts'

/** Random commands on a real redis-server and on a target; prints the first difference of each case. */
export function describeFuzz(
  name: string,
  makeTarget: () => Promise<Target>,
  { share, ...plan }: FuzzPlan & { readonly share: number },
): void {
  describe.runIf(hasOracle())(`${name} answers random commands as redis-server does`, () => {
    let judge: Target
    let target: Target

    beforeAll(async () => {
      judge = oracle()
      target = await makeTarget()
    })

    afterAll(async () => {
      await Promise.all([target.close(), judge.close()])
    })

    it(`in at least ${share * 100} % of the steps up to the first difference`, async () => {
      const report = await fuzz(plan, judge, target)
      const found = differences([report])
      const { identical, differing } = countSteps([report])
      process.stdout.write(
        `\n${name}: ${identical} random steps identical, ${differing} differing\n`,
      )
      if (share === 1) expect(found.join('\n')).toBe('')
      else if (found.length > 0) process.stdout.write(`${found.join('\n')}\n`)
      expect(identical / (identical + differing)).toBeGreaterThanOrEqual(share)
    }, 120_000)
  })
}
