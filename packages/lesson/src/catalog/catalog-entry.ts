import type { Lesson } from '../ast.ts'
import type { TranslationOf } from '../compile/compile-lesson.ts'
import type { Solution } from '../compile/solution.ts'
import type { Grading } from '../schema/grading.ts'
import type { LessonFile } from './find-lessons.ts'

/** A lesson with what only its proof needs. */
export interface CatalogEntry {
  readonly file: LessonFile
  readonly lesson: Lesson
  readonly isDraft: boolean
  readonly translationOf?: TranslationOf | undefined
  /** Of an exam: what its score is made of. */
  readonly grading?: Grading | undefined
  readonly solutions: readonly Solution[]
}
