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
 * problem says where in the lesson it is; none means that the lesson is right on this engine.
 */
export async function proveLesson(entry: CatalogEntry, open: OpenRunner): Promise<Problem[]> {
  const problems = [
    ...(await proveSeed(entry, open)),
    ...(await proveTranscripts(entry, open)),
    ...(await proveChecks(entry, open)),
    ...(await proveWrongAnswers(entry, open)),
    ...(await proveQuizzes(entry, open)),
  ]
  return problems.toSorted((a, b) => a.span.start - b.span.start)
}
