import { catalogLoader, type CatalogEntry, type Problem } from '@keyspace/lesson/catalog'
import { proveLesson } from '@keyspace/lesson/prove'
import { EngineUnavailable } from '@keyspace/sandbox'
import { openProofEngine, type ProofEngine } from '../proof/proof-engine.ts'

/** Runs the lessons that are being written. */
export interface EditProver {
  /** Proves what changed since the last time, and the lesson `slug` in any case. */
  readonly prove: (slug?: string) => Promise<Found>
  readonly close: () => Promise<void>
}

/** All that is wrong now. */
interface Found {
  /** What the compiler says of the whole course. */
  readonly compiling: readonly Problem[]
  /** What running the edited lessons has shown. */
  readonly proved: readonly Problem[]
}

/** On a real redis-server where there is one. */
export async function openEditProver(folder: string): Promise<EditProver> {
  const engine = await openEngine()
  const load = catalogLoader(folder)
  const found = new Map<string, readonly Problem[]>()
  let seen: readonly CatalogEntry['lesson'][] | undefined
  return {
    close: () => engine.close(),
    prove: async (slug) => {
      const loaded = await load()
      const entries = loaded.ok ? loaded.catalog.entries : loaded.entries
      const edited = entries.filter(
        ({ lesson }) => lesson.slug === slug || seen?.includes(lesson) === false,
      )
      seen = entries.map(({ lesson }) => lesson)
      for (const entry of edited) {
        const problems = await proveOn(entry, engine)
        if (problems.length > 0) engine.forget()
        found.set(entry.file.path, problems)
      }
      for (const path of found.keys()) {
        // One that does not compile has problems enough, and those of running it are of an older text.
        if (!entries.some(({ file }) => file.path === path)) found.delete(path)
      }
      return { compiling: loaded.problems, proved: [...found.values()].flat() }
    },
  }
}

async function openEngine(): Promise<ProofEngine> {
  try {
    return await openProofEngine('dedicated', 2)
  } catch (cause) {
    if (!(cause instanceof EngineUnavailable)) throw cause
    return openProofEngine('embedded', 2)
  }
}

async function proveOn(entry: CatalogEntry, { kind, open }: ProofEngine) {
  if (entry.lesson.needs === 'dedicated' && kind !== 'dedicated') return []
  return proveLesson(entry, open)
}
