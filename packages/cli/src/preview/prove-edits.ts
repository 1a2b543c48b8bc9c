import { catalogLoader, type CatalogEntry, type Problem } from '@keyspace/lesson/catalog'
import { proveLesson, type OpenRunner } from '@keyspace/lesson/prove'
import { mergeProblems } from '../check/merge-problems.ts'
import { openTypeReader } from '../check/program-types.ts'
import { openEngines } from '../proof/open-engines.ts'
import type { ProofEngine, ProofEngineKind } from '../proof/proof-engine.ts'
import { MissingPart } from '../usage.ts'

/** Runs the lessons that are being written. */
export interface EditProver {
  /** Those that it has. */
  readonly engines: readonly ProofEngineKind[]
  /**
   * Proves what changed since the last time, and the first time the lesson `slug`. What is found is told
   * at once, by what was seen earlier; where something is wrong it is run again, and told once more.
   */
  readonly prove: (slug?: string) => AsyncIterable<Found>
  readonly close: () => Promise<void>
}

/** All that is wrong now. */
interface Found {
  /** What the compiler says of the whole course. */
  readonly compiling: readonly Problem[]
  /** What running the edited lessons has shown. */
  readonly proved: readonly Problem[]
}

export interface EditProverOptions {
  /** The folder with `course.yaml`. */
  readonly folder: string
  readonly engines: readonly ProofEngineKind[]
  /** Programs of lessons run without a box around them. */
  readonly trustCode: boolean
}

/** On those of the engines that there are. Throws {@link MissingPart} when there is none. */
export async function openEditProver(options: EditProverOptions): Promise<EditProver> {
  const { engines, missing, close } = await openEngines(options.engines, 2, options.trustCode)
  if (engines.length === 0) throw new MissingPart(missing[0]?.message ?? 'There is no engine.')
  const load = catalogLoader(options.folder)
  const types = openTypeReader()
  const found = new Map<string, readonly Problem[]>()
  let seen: Entries | undefined
  return {
    engines: engines.map(({ kind }) => kind),
    close,
    prove: async function* (slug) {
      const loaded = await load()
      const entries = byPath(loaded.ok ? loaded.catalog.entries : loaded.entries)
      const edited = editedOf(entries, seen, slug)
      seen = entries
      for (const path of found.keys()) {
        // One that does not compile has problems enough, and those of running it are of an older text.
        if (!entries.has(path)) found.delete(path)
      }
      const prove = async (which: Iterable<CatalogEntry>, opening: Opening): Promise<Found> => {
        for (const entry of which) {
          const run = await proveOn(entry, engines, opening)
          found.set(entry.file.path, [...run, ...(await types.problems(entry))])
        }
        return { compiling: loaded.problems, proved: [...found.values()].flat() }
      }
      yield await prove(edited, ({ open }) => open)
      const wrong = [...entries].filter(([path]) => (found.get(path) ?? []).length > 0)
      if (wrong.length === 0) return
      yield await prove(
        wrong.map(([, entry]) => entry),
        ({ openDoubting }) => openDoubting,
      )
    },
  }
}

type Entries = ReadonlyMap<string, CatalogEntry>
type Opening = (engine: ProofEngine) => OpenRunner

function byPath(entries: readonly CatalogEntry[]): Entries {
  return new Map(entries.map((entry) => [entry.file.path, entry]))
}

/** Those that are not as they were, or the one that was asked for when nothing was seen before. */
function editedOf(
  entries: Entries,
  before: Entries | undefined,
  slug: string | undefined,
): readonly CatalogEntry[] {
  const all = [...entries.values()]
  if (before === undefined) return all.filter(({ lesson }) => lesson.slug === slug)
  return all.filter((entry) => !isSame(entry, before.get(entry.file.path)))
}

/** A lesson that did not change is the same object; the answers beside it are read each time. */
function isSame(entry: CatalogEntry, before: CatalogEntry | undefined): boolean {
  const answers = ({ file }: CatalogEntry): string => JSON.stringify([file.wrong, file.solutions])
  return before?.lesson === entry.lesson && answers(before) === answers(entry)
}

async function proveOn(
  entry: CatalogEntry,
  engines: readonly ProofEngine[],
  opening: Opening,
): Promise<readonly Problem[]> {
  const able = engines.filter(
    ({ kind }) => kind === 'dedicated' || entry.lesson.needs !== 'dedicated',
  )
  const proofs = await Promise.all(
    able.map(async (engine) => ({
      engine: engine.kind,
      problems: await proveLesson(entry, opening(engine)),
    })),
  )
  return mergeProblems(
    proofs,
    able.map(({ kind }) => kind),
  )
}
