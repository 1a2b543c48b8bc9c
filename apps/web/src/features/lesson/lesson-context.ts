import type { Lesson, QuizBlock } from '@keyspace/lesson/ast'
import { inject, provide, type Component, type ComputedRef, type InjectionKey } from 'vue'
import type { StepView } from './use-steps.ts'

/**
 * Loads a quiz with its questions and what runs it: a component that takes `slug`, `quiz` and
 * `places` (heading id → its title as HTML).
 */
export type LoadQuiz = (id: string) => Promise<{
  readonly view: Component
  readonly quiz: QuizBlock
}>

/** What the parts of a lesson's text share; the lesson changes in place while its author writes it. */
export interface LessonContext {
  readonly lesson: Lesson
  readonly steps: ComputedRef<readonly StepView[]>
  /** Heading id → the level it is shown at. */
  readonly levels: ReadonlyMap<string, number>
  /** Loads what runs a quiz; a page without it shows only that there is one. */
  readonly loadQuiz: LoadQuiz | null
}

const key: InjectionKey<LessonContext> = Symbol('lesson')

export function provideLesson(context: LessonContext): void {
  provide(key, context)
}

/** Throws outside of a lesson's text. */
export function useLesson(): LessonContext {
  const context = inject(key)
  if (context === undefined) throw new Error('used outside of a lesson')
  return context
}
