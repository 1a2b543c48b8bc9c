import type { Lesson, LessonLang, QuizBlock } from '@keyspace/lesson/ast'
import type { EditedLesson } from '@keyspace/lesson/virtual-events'
import * as built from 'virtual:keyspace-lessons'

const nameOf = (slug: string, lang: LessonLang): string => `${slug}.${lang}`

/** In development: what the server has sent since the page was opened. */
const edited = new Map<string, EditedLesson>()
const listeners = new Set<(lesson: Lesson) => void>()

import.meta.hot?.on('keyspace:lesson', (edit) => {
  edited.set(nameOf(edit.lesson.slug, edit.lesson.lang), edit)
  for (const listener of listeners) listener(edit.lesson)
})

/** A lesson in its newest text. Rejects when there is none in this language. */
export async function loadLesson(slug: string, lang: LessonLang): Promise<Lesson> {
  return edited.get(nameOf(slug, lang))?.lesson ?? built.loadLesson(slug, lang)
}

/** A quiz with its questions. Rejects when there is none. */
export async function loadQuiz(slug: string, lang: LessonLang, id: string): Promise<QuizBlock> {
  const quiz = edited.get(nameOf(slug, lang))?.quizzes.find((one) => one.id === id)
  return quiz ?? built.loadQuiz(slug, lang, id)
}

/** Tells of every lesson that is edited while the page is open; only in development. The result ends it. */
export function onEdited(listener: (lesson: Lesson) => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
