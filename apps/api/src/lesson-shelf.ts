import type { Lesson, LessonLang, Course } from '@keyspace/lesson/ast'
import type { LessonSummary } from '@keyspace/protocol'

/** The course as the API gives it out. */
export interface LessonShelf {
  /** In the order of the course; a lesson without the language comes in the one it has. */
  list(lang: LessonLang): readonly LessonSummary[]
  /** @returns undefined when there is no such lesson in any language. */
  find(slug: string, lang: LessonLang): Lesson | undefined
}

interface ShelfSource {
  readonly course: Course
  readonly lessons: readonly Lesson[]
}

/** For who brings a seed of their own: the preview of a course that does not compile. */
export const emptyShelf: LessonShelf = { list: () => [], find: () => undefined }

const otherLang = { en: 'ru', ru: 'en' } as const

function summarize(lesson: Lesson, module: string, steps: number): LessonSummary {
  return {
    slug: lesson.slug,
    lang: lesson.lang,
    title: lesson.title,
    ...(lesson.summary === undefined ? {} : { summary: lesson.summary }),
    ...(lesson.minutes === undefined ? {} : { minutes: lesson.minutes }),
    module,
    steps,
  }
}

export function createLessonShelf({ course, lessons }: ShelfSource): LessonShelf {
  const bySlug = new Map(lessons.map((lesson) => [`${lesson.slug}.${lesson.lang}`, lesson]))
  const modules = course.parts.flatMap((part) => part.modules)

  function find(slug: string, lang: LessonLang): Lesson | undefined {
    return bySlug.get(`${slug}.${lang}`) ?? bySlug.get(`${slug}.${otherLang[lang]}`)
  }

  return {
    find,
    list: (lang) =>
      modules.flatMap((module) =>
        module.lessons.flatMap((card) => {
          const lesson = find(card.slug, lang)
          return lesson === undefined ? [] : [summarize(lesson, module.id, card.steps.length)]
        }),
      ),
  }
}
