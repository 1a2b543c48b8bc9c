import type { Problem } from '@keyspace/lesson/catalog'
import type { ProofEngineKind } from '../proof/proof-engine.ts'
import type { Proof } from './check-report.ts'

/** Each problem once; one that only some of the engines have says on which. */
export function mergeProblems(
  proofs: readonly Pick<Proof, 'engine' | 'problems'>[],
  engines: readonly ProofEngineKind[],
): readonly Problem[] {
  const found = new Map<string, { problem: Problem; on: ProofEngineKind[] }>()
  for (const { engine, problems } of proofs) {
    for (const problem of problems) {
      const { code, file, line, column, message } = problem
      const key = [code, file, line, column, message].join('\n')
      const known = found.get(key) ?? { problem, on: [] }
      if (!known.on.includes(engine)) known.on.push(engine)
      found.set(key, known)
    }
  }
  return [...found.values()].map(({ problem, on }) =>
    on.length === engines.length
      ? problem
      : { ...problem, message: `${problem.message} (${on.join(', ')} engine only)` },
  )
}
