import { quoteArg } from '@keyspace/redis-lang'
import { compareFamily, type FamilyReport, type Ruling } from './compare.ts'
import { fuzzCommand } from './fuzz-command.ts'
import type { Case, Step } from './parse-dsl.ts'
import { seededRandom } from './random.ts'
import type { Target } from './target.ts'

export interface FuzzPlan {
  /** The seed of the first case; the next one has the next. */
  readonly seed: number
  readonly cases: number
  /** Commands in a case. */
  readonly steps: number
  readonly rulings?: readonly Ruling[]
}

/**
 * Runs the same random commands on the judge and on a target. In each case only what comes up to
 * the first difference is reported, since everything after it may follow from it.
 */
export async function fuzz(plan: FuzzPlan, judge: Target, target: Target): Promise<FamilyReport> {
  const cases = Array.from({ length: plan.cases }, (_, n) => fuzzCase(plan.seed + n, plan.steps))
  const report = await compareFamily({ name: 'fuzz', cases }, judge, target, plan.rulings)
  return {
    name: report.name,
    cases: report.cases.map(({ name, steps }) => {
      const first = steps.findIndex(({ verdict }) => verdict === 'differing')
      return { name, steps: first === -1 ? steps : steps.slice(0, first + 1) }
    }),
  }
}

/** The random case of a seed, always the same. */
export function fuzzCase(seed: number, steps: number): Case {
  const random = seededRandom(seed)
  return {
    name: `fuzz:${seed}`,
    steps: Array.from({ length: steps }, (): Step => {
      const argv = fuzzCommand(random)
      const source = argv.map(quoteArg).join(' ')
      return { kind: 'send', connection: 0, argv, awaited: true, source }
    }),
  }
}
