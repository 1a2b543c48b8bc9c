import type { CatalogEntry, Problem } from '@keyspace/lesson/catalog'
import { proveLesson } from '@keyspace/lesson/prove'
import type { OpenedEngines } from '../proof/open-engines.ts'
import type { ProofEngine } from '../proof/proof-engine.ts'
import { MissingPart } from '../usage.ts'
import type { Proof } from './check-report.ts'
import { mergeProblems } from './merge-problems.ts'

export interface ProveAllOptions {
  readonly entries: readonly CatalogEntry[]
  /** Those that were asked for; its owner closes them. */
  readonly opened: OpenedEngines
  /** Lessons that are proved at the same time. */
  readonly atOnce: number
  readonly rename: (problem: Problem) => Problem
  readonly onProved: (file: string) => void
}

/** Proves every lesson on every engine. Throws {@link MissingPart} when an engine is not there. */
export async function proveAll(
  options: ProveAllOptions,
): Promise<{ problems: readonly Problem[]; proofs: readonly Proof[] }> {
  const { entries, opened, atOnce } = options
  if (entries.length === 0) return { problems: [], proofs: [] }
  const [missing] = opened.missing
  if (missing !== undefined) throw new MissingPart(missing.message)
  const jobs = entries.flatMap((entry) => opened.engines.map((engine) => ({ entry, engine })))
  // A translation runs what its original ran, and then finds it done.
  const byLanguage = jobs.toSorted((a, b) => a.entry.lesson.lang.localeCompare(b.entry.lesson.lang))
  const proved = await inParallel(byLanguage, atOnce, (job) => prove(job, options))
  const files = entries.map(({ file }) => file.path)
  const proofs = proved.toSorted((a, b) => files.indexOf(a.file) - files.indexOf(b.file))
  const kinds = opened.engines.map(({ kind }) => kind)
  return { problems: mergeProblems(proofs, kinds), proofs }
}

interface Job {
  readonly entry: CatalogEntry
  readonly engine: ProofEngine
}

async function prove({ entry, engine }: Job, options: ProveAllOptions): Promise<Proof> {
  const startedAt = performance.now()
  const skipped = entry.lesson.needs === 'dedicated' && engine.kind !== 'dedicated'
  const file = entry.file.path
  const problems = skipped ? [] : await proveOn(entry, engine)
  options.onProved(file)
  const ms = Math.round(performance.now() - startedAt)
  return { file, engine: engine.kind, skipped, ms, problems: problems.map(options.rename) }
}

async function proveOn(entry: CatalogEntry, { kind, open }: ProofEngine) {
  try {
    return await proveLesson(entry, open)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new MissingPart(`${entry.file.path} could not be proved (${kind} engine): ${reason}`, {
      cause,
    })
  }
}

/** The results in the order of the jobs, with no more than so many under way. */
async function inParallel<One, Result>(
  jobs: readonly One[],
  atOnce: number,
  work: (job: One) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = []
  const left = jobs.entries()
  const worker = async (): Promise<void> => {
    for (const [index, job] of left) results[index] = await work(job)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return results
}
