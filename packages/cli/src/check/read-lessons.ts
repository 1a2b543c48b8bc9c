import { basename, join, relative, resolve, sep } from 'node:path'
import {
  loadCatalog,
  type CatalogEntry,
  type CatalogOptions,
  type LoadedCatalog,
  type Problem,
} from '@keyspace/lesson/catalog'
import type { Course } from '@keyspace/lesson/ast'
import { UsageError } from '../usage.ts'
import { checkModules } from './module-rules.ts'
import type { CheckOptions } from './options.ts'

export interface LessonsToCheck {
  readonly entries: readonly CatalogEntry[]
  /** Of compiling those that were asked for. */
  readonly problems: readonly Problem[]
  readonly course: Course | undefined
  /** From how the catalog calls a file to a path from where the program was called. */
  readonly rename: (problem: Problem) => Problem
}

/** Throws {@link UsageError} when there is no course or no such lesson. */
export async function readLessons(
  options: Pick<CheckOptions, 'paths' | 'lessons'>,
  cwd: string,
): Promise<LessonsToCheck> {
  const dir = resolve(cwd, options.lessons)
  const absolute = (file: string): string => join(dir, '..', file)
  const wanted = options.paths.map((path) => wantedBy(path, cwd))
  const isWanted = (file: string): boolean =>
    wanted.length === 0 || wanted.some((matches) => matches(absolute(file)))
  const loaded = await load(dir, options.lessons, (all) => {
    const slugs = new Set(all.filter(({ path }) => isWanted(path)).map(({ slug }) => slug))
    // All languages of a lesson: they are compared with each other.
    return all.filter(({ slug }) => slugs.has(slug))
  })
  const entries = loaded.ok ? loaded.catalog.entries : loaded.entries
  const files = [
    ...entries.map(({ file }) => file.path),
    ...loaded.problems.map(({ file }) => file),
  ]
  for (const [index, matches] of wanted.entries()) {
    if (files.some((file) => matches(absolute(file)))) continue
    throw new UsageError(
      `There is no lesson "${options.paths[index] ?? ''}" in ${options.lessons}.`,
    )
  }
  const rename = (problem: Problem): Problem => ({
    ...problem,
    file: relative(cwd, absolute(problem.file)).split(sep).join('/'),
  })
  const course = loaded.ok ? loaded.catalog.course : loaded.course
  const isWhole = options.paths.length === 0 && course !== undefined
  const courseFile = `${basename(dir)}/course.yaml`
  const ofModules = isWhole ? await checkModules(dir, courseFile, course, entries) : []
  return {
    entries: entries.filter(({ file }) => isWanted(file.path)),
    problems: [...loaded.problems.filter(({ file }) => isWanted(file)), ...ofModules].map(rename),
    course,
    rename,
  }
}

async function load(
  dir: string,
  asked: string,
  narrow: NonNullable<CatalogOptions['narrow']>,
): Promise<LoadedCatalog> {
  try {
    return await loadCatalog(dir, { narrow })
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
      throw new UsageError(`There is no course.yaml in ${asked}. Name its folder with --lessons.`)
    }
    throw cause
  }
}

/** A path covers a file when it is the file or a folder above it; a bare word is a lesson's slug. */
function wantedBy(path: string, cwd: string): (file: string) => boolean {
  const whole = resolve(cwd, path)
  const isSlug = /^[\w-]+$/.test(path)
  return (file) =>
    file === whole || file.startsWith(whole + sep) || (isSlug && file.split(sep).at(-2) === path)
}
