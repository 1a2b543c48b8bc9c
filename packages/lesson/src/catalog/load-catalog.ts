import { basename, posix } from 'node:path'
import type { Course, Lesson } from '../ast.ts'
import { compileLesson, type CompiledLesson } from '../compile/compile-lesson.ts'
import { readGlossary } from '../glossary/index.ts'
import type { Problem } from '../problem.ts'
import { arrangeCourse } from './arrange-course.ts'
import type { CatalogEntry } from './catalog-entry.ts'
import { checkTranslations } from './check-translations.ts'
import { findLessons, type LessonFile } from './find-lessons.ts'
import { linkTargets } from './link-targets.ts'
import { checkPrerequisites } from './check-prerequisites.ts'
import { withSolutionFiles } from './solution-files.ts'
import { readCourse } from './read-course.ts'

export interface Catalog {
  readonly course: Course
  readonly lessons: readonly Lesson[]
  readonly entries: readonly CatalogEntry[]
}

export type LoadedCatalog =
  | { readonly ok: true; readonly catalog: Catalog; readonly problems: readonly Problem[] }
  | {
      readonly ok: false
      readonly problems: readonly Problem[]
      /** The lessons that do compile, or did when it is for authors. */
      readonly entries: readonly CatalogEntry[]
      /** The course of those; undefined when `course.yaml` cannot be understood. */
      readonly course: Course | undefined
    }

export interface CatalogOptions {
  /** For those who write: drafts are on the map, and a lesson that breaks stays as it last was. */
  readonly forAuthors?: boolean
  /** Those that are compiled, of all there are; who asks for one lesson need not wait for the others. */
  readonly narrow?: (files: readonly LessonFile[]) => readonly LessonFile[]
}

/** Compiles a whole folder of lessons. Rejects when there is no `course.yaml` in it. */
export function loadCatalog(dir: string, options?: CatalogOptions): Promise<LoadedCatalog> {
  return catalogLoader(dir, options)()
}

/** The same, to be called again and again: what did not change is not compiled again. */
export function catalogLoader(
  dir: string,
  { forAuthors = false, narrow = (files) => files }: CatalogOptions = {},
): () => Promise<LoadedCatalog> {
  const compiled = new Map<string, { key: string; result: CompiledLesson }>()
  const good = new Map<string, CatalogEntry>()
  const withLastGood = (files: readonly LessonFile[], entries: readonly CatalogEntry[]) => {
    for (const entry of entries) good.set(entry.file.path, entry)
    return files.flatMap(({ path }) => good.get(path) ?? [])
  }
  return async () => {
    const [courseFile, files] = await Promise.all([
      readCourse(dir, posix.join(basename(dir), 'course.yaml')),
      findLessons(dir),
    ])
    const results = narrow(files).map((file) => ({
      file,
      result: compileOnce(file, files, compiled),
    }))
    const beside = results.flatMap(({ file, result }) => {
      if (!result.ok) return []
      const entry: CatalogEntry = { ...result, file }
      const { solutions, problems } = withSolutionFiles(entry)
      return [{ entry: { ...entry, solutions }, problems }]
    })
    const entries = beside.map(({ entry }) => entry)
    const known = forAuthors ? withLastGood(files, entries) : entries
    const onMap = forAuthors ? known : entries.filter(({ isDraft }) => !isDraft)
    const arranged = arrangeCourse(courseFile, files, onMap)
    const glossary = await readGlossary(
      dir,
      posix.join(basename(dir), 'glossary.yaml'),
      known.map(({ lesson }) => lesson),
    )
    const problems = [
      ...glossary.problems,
      ...courseFile.problems,
      ...arranged.problems,
      ...results.flatMap(({ result }) => result.problems),
      ...eachOnce(beside.flatMap((one) => one.problems)),
      ...checkTranslations(entries),
      ...(courseFile.course === undefined
        ? []
        : checkPrerequisites(entries, files, arranged.course)),
    ]
    if (problems.some(({ severity }) => severity === 'error')) {
      const course = courseFile.course === undefined ? undefined : arranged.course
      return { ok: false, problems, entries: known, course }
    }
    const lessons = entries.map(({ lesson }) => lesson)
    return { ok: true, catalog: { course: arranged.course, lessons, entries }, problems }
  }
}

/** All languages of a lesson have the same files beside them. */
function eachOnce(problems: readonly Problem[]): Iterable<Problem> {
  return new Map(problems.map((one) => [`${one.file}\n${one.message}`, one])).values()
}

function compileOnce(
  file: LessonFile,
  files: readonly LessonFile[],
  compiled: Map<string, { key: string; result: CompiledLesson }>,
): CompiledLesson {
  // A lesson's links depend on which lessons and tasks there are.
  const key = `${files.map(({ path, task }) => `${path} ${task?.id ?? ''}`).join()}\n${file.text}`
  const known = compiled.get(file.path)
  if (known?.key === key) return known.result
  const { slug, lang, text } = file
  const result = compileLesson({
    ...{ slug, lang, source: text, file: file.path },
    linkTarget: linkTargets(file, files),
  })
  compiled.set(file.path, { key, result })
  return result
}
