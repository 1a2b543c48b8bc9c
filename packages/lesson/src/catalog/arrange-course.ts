import type { Span } from '@keyspace/redis-lang'
import type { Course, CourseModule, LessonCard } from '../ast.ts'
import { withInner } from '../compile/grade-practice.ts'
import { findInLines, lineCount, positionOf } from '../compile/source-text.ts'
import { meantOneOf } from '../did-you-mean.ts'
import type { Problem } from '../problem.ts'
import type { LessonFile } from './find-lessons.ts'
import type { CatalogEntry } from './catalog-entry.ts'
import type { CourseFile } from './read-course.ts'

const NO_COURSE: Course = { title: { en: '', ru: '' }, parts: [] }

/**
 * The course as the map shows it, of the lessons that are to be on it. A lesson that lies in a part's folder and is not in `course.yaml`
 * comes last in the part, with a warning, so that a lesson dropped in is seen.
 */
export function arrangeCourse(
  file: CourseFile,
  files: readonly LessonFile[],
  entries: readonly CatalogEntry[],
): { course: Course; problems: readonly Problem[] } {
  if (file.course === undefined) return { course: NO_COURSE, problems: [] }
  const { title, parts, questions } = file.course
  const listed = parts.flatMap((part) => part.modules.flatMap((module) => module.lessons))
  const course: Course = {
    title,
    ...(questions === undefined ? {} : { questions }),
    parts: parts.map((part) => ({
      ...part,
      modules: part.modules.map((module, index): CourseModule => {
        const isLast = index === part.modules.length - 1
        const unlisted = isLast ? unlistedIn(part.id, files, listed) : []
        const slugs = [...module.lessons, ...unlisted]
        return { ...module, lessons: slugs.flatMap((slug) => cardOf(slug, entries)) }
      }),
    })),
  }
  return {
    course,
    problems: [...listingProblems(file, files), ...unlistedProblems(file, files, listed)],
  }
}

function unlistedIn(
  part: string,
  files: readonly LessonFile[],
  listed: readonly string[],
): string[] {
  const slugs = files.filter((file) => file.part === part).map(({ slug }) => slug)
  return [...new Set(slugs)].filter((slug) => !listed.includes(slug))
}

function cardOf(slug: string, entries: readonly CatalogEntry[]): LessonCard[] {
  const ofSlug = entries.filter((entry) => entry.lesson.slug === slug)
  const lessons = ofSlug.map(({ lesson }) => lesson)
  const task = ofSlug[0]?.file.task
  const [first] = lessons
  if (first === undefined) return []
  const blocks = first.sections.flatMap((section) => section.blocks.flatMap(withInner))
  const minutes = lessons.find((lesson) => lesson.minutes !== undefined)?.minutes
  return [
    {
      slug,
      langs: lessons.map(({ lang }) => lang),
      title: Object.fromEntries(lessons.map(({ lang, title }) => [lang, title])),
      summary: Object.fromEntries(
        lessons.flatMap(({ lang, summary }) => (summary === undefined ? [] : [[lang, summary]])),
      ),
      ...(minutes === undefined ? {} : { minutes }),
      steps: blocks.flatMap((block) => (block.kind === 'check' ? [block.check.id] : [])),
      ...(task === undefined ? {} : { task }),
    },
  ]
}

/** Lessons that the course names and nobody wrote, or that it names twice. */
function listingProblems(file: CourseFile, files: readonly LessonFile[]): Problem[] {
  return (file.course?.parts ?? []).flatMap((part) => {
    const there = files.filter((lesson) => lesson.part === part.id).map(({ slug }) => slug)
    const slugs = new Set(part.modules.flatMap((module) => module.lessons))
    return [...slugs].flatMap((slug) => {
      const [first, second] = file.named.get(slug) ?? []
      const problems: Problem[] = []
      if (second !== undefined) {
        const message = `the lesson \`${slug}\` is in the course twice`
        problems.push(problemAt(file, second, 'lesson-twice', message, 'name it once'))
      }
      if (first !== undefined && !there.includes(slug)) {
        const message = `there is no lesson ${part.id}/${slug}`
        const known = [...new Set(there)]
        const hint = known.length === 0 ? 'write it, or take it out' : meantOneOf(slug, known)
        problems.push(problemAt(file, first, 'lesson-missing', message, hint))
      }
      return problems
    })
  })
}

function unlistedProblems(
  file: CourseFile,
  files: readonly LessonFile[],
  listed: readonly string[],
): Problem[] {
  const parts = file.course?.parts.map(({ id }) => id) ?? []
  const folders = new Map(files.map(({ part, slug }) => [`${part}/${slug}`, { part, slug }]))
  return [...folders.values()].flatMap(({ part, slug }) => {
    if (!parts.includes(part)) {
      const message = `the course has no part \`${part}\` for the lesson ${part}/${slug}`
      return [problemAt(file, partsSpan(file), 'part-missing', message, meantOneOf(part, parts))]
    }
    if (listed.includes(slug)) return []
    const message = `the lesson ${part}/${slug} is not in the course`
    const hint = 'it comes last in its part: add it to `lessons` of a module'
    return [
      {
        ...problemAt(file, partsSpan(file), 'lesson-unlisted', message, hint),
        severity: 'warning' as const,
      },
    ]
  })
}

function partsSpan({ source }: CourseFile): Span {
  return findInLines(source, 'parts', [0, lineCount(source)])
}

function problemAt(
  { source }: CourseFile,
  span: Span,
  code: string,
  message: string,
  hint: string,
): Problem {
  const at = positionOf(source, span.start)
  return { code, severity: 'error', message, hint, file: source.file, ...at, span }
}
