import { answerFileProblem } from '../catalog/answer-file-problem.ts'
import type { CatalogEntry } from '../catalog/catalog-entry.ts'
import { entryProblem } from '../catalog/entry-problem.ts'
import type { Solution } from '../compile/solution.ts'
import type { Problem } from '../problem.ts'

/** Something wrong with a solution, told where it is: in the lesson, or in a file beside it. */
export function solutionProblem(
  entry: CatalogEntry,
  { file, span }: Solution,
  problem: Pick<Problem, 'code' | 'severity' | 'message' | 'hint'>,
): Problem {
  return file === undefined ? entryProblem(entry, span, problem) : answerFileProblem(file, problem)
}
