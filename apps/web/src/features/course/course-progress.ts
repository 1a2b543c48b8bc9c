import type { CourseMap, MapLesson, MapModule } from '@keyspace/lesson/course-map'
import type { LessonProgress } from '../../stores/progress/progress-data.ts'

type ProgressOf = (slug: string) => LessonProgress

export type LessonState = 'new' | 'started' | 'done'

/** How many of the steps that the lesson has today are done. */
export function stepsDone(card: MapLesson, progress: LessonProgress): number {
  return card.steps.filter((step) => Object.hasOwn(progress.steps, step)).length
}

/** A lesson with steps is done when they all are; one without when the learner says so. */
export function lessonState(card: MapLesson, progress: LessonProgress): LessonState {
  const done = stepsDone(card, progress)
  if (progress.doneAt !== null) return 'done'
  if (card.steps.length > 0 && done === card.steps.length) return 'done'
  return done > 0 || progress.visitedAt !== null ? 'started' : 'new'
}

export function moduleState(module: MapModule, progressOf: ProgressOf): LessonState | 'planned' {
  if (module.lessons.length === 0) return (module.labs ?? []).length === 0 ? 'planned' : 'new'
  const states = module.lessons.map((card) => lessonState(card, progressOf(card.slug)))
  if (states.every((state) => state === 'done')) return 'done'
  return states.every((state) => state === 'new') ? 'new' : 'started'
}

export function courseLessons(course: CourseMap): readonly MapLesson[] {
  return course.parts.flatMap((part) => part.modules.flatMap((module) => module.lessons))
}

/** Where to go on: the lesson last open when it is not done, else the first that is not; undefined when all are. */
export function nextLesson(course: CourseMap, progressOf: ProgressOf): MapLesson | undefined {
  const open = courseLessons(course).filter(
    (card) => lessonState(card, progressOf(card.slug)) !== 'done',
  )
  const visited = open
    .map((card) => ({ card, at: progressOf(card.slug).visitedAt }))
    .filter((entry): entry is { card: MapLesson; at: string } => entry.at !== null)
    .sort((a, b) => b.at.localeCompare(a.at))
  return visited[0]?.card ?? open[0]
}

/** The lesson behind this one in the course's order. */
export function lessonAfter(course: CourseMap, slug: string): MapLesson | undefined {
  const lessons = courseLessons(course)
  const index = lessons.findIndex((card) => card.slug === slug)
  return index === -1 ? undefined : lessons[index + 1]
}
