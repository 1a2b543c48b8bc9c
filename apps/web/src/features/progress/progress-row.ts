import type { LessonLang } from '@keyspace/lesson/ast'

/** One lesson that the learner has opened. */
export interface ProgressRow {
  readonly slug: string
  readonly title: string
  readonly lang: LessonLang
  readonly steps: number
  readonly stepsDone: number
  readonly isDone: boolean
}
