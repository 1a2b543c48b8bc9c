import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Course, Lesson } from '../ast.ts'
import type { LoadedCatalog } from '../catalog/index.ts'
import { readGlossary, type GlossaryFile } from '../glossary/index.ts'
import type { Problem } from '../problem.ts'
import type { ShownProblem } from '../virtual-events.ts'

/** The lessons while somebody writes them. */
export interface LiveCatalog {
  readonly course: Course
  /** Of a lesson that is broken now, the last text that was not. */
  readonly lessons: readonly Lesson[]
  readonly problems: readonly ShownProblem[]
  readonly glossary: GlossaryFile
}

const NO_COURSE: Course = { title: { en: '', ru: '' }, parts: [] }

/** Loads again and again by a loader for authors; the course stays while its file cannot be read. */
export function liveCatalog(
  folder: string,
  load: () => Promise<LoadedCatalog>,
): () => Promise<LiveCatalog> {
  let course = NO_COURSE
  return async () => {
    const loaded = await load()
    const { entries } = loaded.ok ? loaded.catalog : loaded
    course = (loaded.ok ? loaded.catalog.course : loaded.course) ?? course
    const lessons = entries.map(({ lesson }) => lesson)
    const [problems, glossary] = await Promise.all([
      withExcerpts(folder, loaded.problems),
      readGlossary(folder, 'glossary.yaml', lessons),
    ])
    return { course, lessons, problems, glossary }
  }
}

/** Adds the line of the source to each problem; the files are named from beside the folder. */
export async function withExcerpts(
  folder: string,
  problems: readonly Problem[],
): Promise<ShownProblem[]> {
  const files = new Map<string, readonly string[]>()
  for (const file of new Set(problems.map((problem) => problem.file))) {
    const text = await readFile(join(folder, '..', file), 'utf8').catch(() => '')
    files.set(file, text.split(/\r\n?|\n/))
  }
  return problems.map((problem) => ({
    ...problem,
    excerpt: files.get(problem.file)?.[problem.line - 1] ?? '',
  }))
}

/** What a page cannot take in while it is open: which lessons there are, and where; the glossary. */
export function structureOf({ course, glossary }: LiveCatalog): string {
  const parts = course.parts.map(({ modules, ...part }) => ({
    ...part,
    modules: modules.map(({ lessons, ...module }) => ({
      ...module,
      lessons: lessons.map(({ slug, langs }) => [slug, langs]),
    })),
  }))
  return JSON.stringify([course.title, parts, glossary.glossary])
}
