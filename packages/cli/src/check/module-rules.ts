import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Course, CourseModule, Lesson } from '@keyspace/lesson/ast'
import type { CatalogEntry, Problem } from '@keyspace/lesson/catalog'
import { withInner } from '@keyspace/lesson/compile'

/**
 * What a published module owes its learners: a quiz long enough to know where they stand, with
 * replies to foresee. Modules that are planned, from elsewhere, or an exam have none. The problems
 * stand at the module's id in `course.yaml`.
 */
export async function checkModules(
  dir: string,
  file: string,
  course: Course,
  entries: readonly CatalogEntry[],
): Promise<readonly Problem[]> {
  const { questions } = course
  if (questions === undefined) return []
  const text = await readFile(join(dir, 'course.yaml'), 'utf8')
  const modules = course.parts.flatMap((part) => part.modules)
  return modules.flatMap((module) => {
    const own = entries.filter((entry) => isOf(module, entry))
    const langs = [...new Set(own.map(({ lesson }) => lesson.lang))]
    return langs.flatMap((lang) => {
      const lessons = own.filter(({ lesson }) => lesson.lang === lang).map(({ lesson }) => lesson)
      return faultsOf(module, lessons, questions).map((fault) =>
        problemAt(fault, module, text, file),
      )
    })
  })
}

/** Only what is written for this course: a lesson from elsewhere has no front matter. */
function isOf({ lessons }: CourseModule, { lesson, isDraft, file }: CatalogEntry): boolean {
  const isListed = lessons.some(({ slug }) => slug === lesson.slug)
  return isListed && !isDraft && lesson.exam === undefined && /^\uFEFF?---\s/.test(file.text)
}

interface Fault {
  readonly message: string
  readonly hint: string
}

function faultsOf(
  { id }: CourseModule,
  lessons: readonly Lesson[],
  owed: NonNullable<Course['questions']>,
): Fault[] {
  const [first] = lessons
  if (first === undefined) return []
  const questions = lessons
    .flatMap(({ sections }) => sections.flatMap(({ blocks }) => blocks.flatMap(withInner)))
    .flatMap((block) => (block.kind === 'quiz' ? block.questions : []))
  const predictions = questions.filter(({ kind }) => kind === 'predict').length
  const where = `the module ${id} has ${questions.length} questions in ${first.lang}.md`
  const faults: Fault[] = []
  if (questions.length < owed.min || questions.length > owed.max) {
    const range = `${owed.min} to ${owed.max}`
    const hint = 'add some to a quiz, split the module, or make its lessons drafts until it has'
    faults.push({ message: `${where}, and a published module has ${range}`, hint })
  }
  if (predictions < owed.predictions) {
    const message = `${where}, ${predictions} of them of the kind \`predict\`, and a published module has at least ${owed.predictions}`
    faults.push({ message, hint: 'ask for the reply to a command: the proof computes it' })
  }
  return faults
}

function problemAt(fault: Fault, { id }: CourseModule, text: string, file: string): Problem {
  const found = new RegExp(`^([ \\t]*-?[ \\t]*id:[ \\t]*)["']?${id}["']?[ \\t]*$`, 'm').exec(text)
  const start = found === null ? 0 : found.index + (found[1] ?? '').length
  const before = text.slice(0, start).split('\n')
  return {
    ...fault,
    ...{ code: 'module-questions', severity: 'error', file },
    ...{ line: before.length, column: (before.at(-1) ?? '').length + 1 },
    span: { start, end: start + id.length },
  }
}
