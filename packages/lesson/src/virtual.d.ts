/** What `@keyspace/lesson/vite` gives an application. */
declare module 'virtual:keyspace-course' {
  import type { Course } from '@keyspace/lesson/ast'

  const course: Course
  export default course
}

declare module 'virtual:keyspace-lessons' {
  import type { Lesson, LessonLang, QuizBlock } from '@keyspace/lesson/ast'

  /** Loads one lesson's own chunk; rejects when there is none in this language. */
  export function loadLesson(slug: string, lang: LessonLang): Promise<Lesson>

  /** Loads a quiz with its questions, which the lesson comes without; rejects when there is none. */
  export function loadQuiz(slug: string, lang: LessonLang, id: string): Promise<QuizBlock>
}
