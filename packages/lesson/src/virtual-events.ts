import type { Lesson, QuizBlock } from './ast.ts'
import type { Problem } from './problem.ts'
import type {} from 'vite/types/customEvent.d.ts'

/** A lesson that was edited while the page is open, as the page gets it. */
export interface EditedLesson {
  readonly lesson: Lesson
  readonly quizzes: readonly QuizBlock[]
}

/** A problem with the line of the source that it stands in. */
export interface ShownProblem extends Problem {
  readonly excerpt: string
}

/** What the development server tells an open page, and asks it nothing. */
declare module 'vite/types/customEvent.d.ts' {
  interface CustomEventMap {
    'keyspace:lesson': EditedLesson
    /** All there are now, of the compiler and the catalog. */
    'keyspace:problems': readonly ShownProblem[]
    /** All that running the lessons has found. */
    'keyspace:proofs': readonly ShownProblem[]
    /** From the page: it wants the problems there are. */
    'keyspace:hello': undefined
  }
}
