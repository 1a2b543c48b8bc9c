import type { Course, Lesson } from '@keyspace/lesson/ast'
import type { CatalogEntry } from '@keyspace/lesson/catalog'
import { withInner } from '@keyspace/lesson/compile'

/** What a module's lessons hold; every number counts each language. */
export interface ModuleSummary {
  readonly module: string
  readonly lessons: number
  readonly transcripts: number
  /** Command lines of the transcripts. */
  readonly steps: number
  /** Practice with blanks, of whatever language. */
  readonly tasks: number
  readonly checks: number
  readonly hints: number
  /** Of quizzes. */
  readonly questions: number
  /** Questions for a reply. */
  readonly predictions: number
}

/** One row a module, in the order of the course; drafts and what is outside of it come last. */
export function summarize(
  course: Course | undefined,
  entries: readonly CatalogEntry[],
): readonly ModuleSummary[] {
  const modules = course?.parts.flatMap((part) => part.modules) ?? []
  const moduleOf = ({ isDraft, lesson }: CatalogEntry): string =>
    modules.find((one) => one.lessons.some(({ slug }) => slug === lesson.slug))?.id ??
    (isDraft ? 'drafts' : '—')
  const ids = [...modules.map(({ id }) => id), 'drafts', '—']
  return ids.flatMap((id) => {
    const lessons = entries.filter((entry) => moduleOf(entry) === id).map(({ lesson }) => lesson)
    return lessons.length === 0 ? [] : [count(id, lessons)]
  })
}

function count(module: string, lessons: readonly Lesson[]): ModuleSummary {
  const blocks = lessons.flatMap(({ sections }) =>
    sections.flatMap((section) => section.blocks.flatMap(withInner)),
  )
  const transcripts = blocks.filter((block) => block.kind === 'transcript')
  const checks = blocks.filter((block) => block.kind === 'check')
  const questions = blocks.flatMap((block) => (block.kind === 'quiz' ? block.questions : []))
  return {
    module,
    lessons: lessons.length,
    transcripts: transcripts.length,
    steps: sum(transcripts.map(({ steps }) => steps.length)),
    tasks: blocks.filter((block) => block.kind === 'fill').length,
    checks: checks.length,
    hints: sum(checks.map(({ check }) => check.hints.length)),
    questions: questions.length,
    predictions: questions.filter(({ kind }) => kind === 'predict').length,
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
