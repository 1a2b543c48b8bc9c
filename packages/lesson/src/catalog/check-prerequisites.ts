import type { Course } from '../ast.ts'
import { meantOneOf } from '../did-you-mean.ts'
import type { Problem } from '../problem.ts'
import { entryProblem, inFrontMatter } from './entry-problem.ts'
import type { CatalogEntry } from './catalog-entry.ts'
import type { LessonFile } from './find-lessons.ts'

/** Every prerequisite is a lesson or a module of the course. */
export function checkPrerequisites(
  entries: readonly CatalogEntry[],
  files: readonly LessonFile[],
  course: Course,
): Problem[] {
  const modules = course.parts.flatMap((part) => part.modules)
  const known = new Set([
    // A lesson that does not compile is there all the same.
    ...files.map(({ slug }) => slug),
    ...modules.map(({ id }) => id),
  ])
  return entries.flatMap((entry) =>
    entry.lesson.prerequisites
      .filter((name) => !known.has(name))
      .map((name) =>
        entryProblem(entry, inFrontMatter(entry, name), {
          code: 'prerequisite-missing',
          severity: 'error',
          message: `the course has no lesson or module \`${name}\``,
          hint: meantOneOf(name, [...known]),
        }),
      ),
  )
}
