import type { CatalogEntry } from '../catalog/catalog-entry.ts'
import type { Problem } from '../problem.ts'
import { proveChecks } from './checks.ts'
import { proveQuizzes } from './quizzes.ts'
import type { OpenRunner } from './runner.ts'
import { proveSeed } from './seed.ts'
import { proveWrongAnswers } from './wrong-answers.ts'
import { proveTranscripts } from './transcripts.ts'

/**
 * Runs what a lesson claims: its seed, its transcripts, its solutions and wrong answers against its checks, its predictions. Every
 * problem says where in the lesson it is; none means that the lesson is right on this engine. What is
 * independent runs at once, each on a sandbox of its own; `open` may let some of it wait.
 */
export async function proveLesson(entry: CatalogEntry, open: OpenRunner): Promise<Problem[]> {
  const problems = await Promise.all([
    proveSeed(entry, open),
    proveTranscripts(entry, open),
    proveChecks(entry, open),
    proveWrongAnswers(entry, open),
    proveQuizzes(entry, open),
  ])
  return problems.flat().toSorted((a, b) => a.span.start - b.span.start)
}
