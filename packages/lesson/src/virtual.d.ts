/** What `@keyspace/lesson/vite` gives an application. */
declare module 'virtual:keyspace-course' {
  import type { LessonLang } from '@keyspace/lesson/ast'
  import type { CourseMap } from '@keyspace/lesson/course-map'

  /** Loads the course as its map shows it in one language. */
  export default function loadCourse(lang: LessonLang): Promise<CourseMap>
}

declare module 'virtual:keyspace-lessons' {
  import type { Lesson, LessonLang, QuizBlock } from '@keyspace/lesson/ast'

  /** Loads one lesson's own chunk; rejects when there is none in this language. */
  export function loadLesson(slug: string, lang: LessonLang): Promise<Lesson>

  /** Loads a quiz with its questions, which the lesson comes without; rejects when there is none. */
  export function loadQuiz(slug: string, lang: LessonLang, id: string): Promise<QuizBlock>
}

declare module 'virtual:keyspace-glossary' {
  import type { LessonLang } from '@keyspace/lesson/ast'
  import type { Term } from '@keyspace/lesson/glossary'

  /** Loads the words of the course in one language. */
  export default function loadGlossary(lang: LessonLang): Promise<readonly Term[]>
}

declare module 'virtual:keyspace-search' {
  import type { LessonLang } from '@keyspace/lesson/ast'

  /** Loads the search index of one language, as the text that MiniSearch reads. */
  export default function loadIndex(lang: LessonLang): Promise<string>
}
