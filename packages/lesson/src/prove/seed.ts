import type { CatalogEntry } from '../catalog/catalog-entry.ts'
import { entryProblem, inFrontMatter } from '../catalog/entry-problem.ts'
import type { Problem } from '../problem.ts'
import type { OpenRunner } from './runner.ts'
import { onSandbox } from './with-seed.ts'

/** Every line of the seed is answered without an error. */
export async function proveSeed(
  entry: CatalogEntry,
  open: OpenRunner,
): Promise<readonly Problem[]> {
  if (entry.lesson.seed.length === 0) return []
  return onSandbox(open, async (runner) => {
    const problems: Problem[] = []
    for (const line of entry.lesson.seed) {
      const reply = await runner.seed(line)
      if (reply.kind !== 'error') continue
      problems.push(
        entryProblem(entry, inFrontMatter(entry, line), {
          code: 'seed-error',
          severity: 'error',
          message: `the seed \`${line}\` answers ${reply.value}`,
          hint: 'mend the command',
        }),
      )
    }
    return problems
  })
}
