import type { LessonCard, LessonLang } from '@keyspace/lesson/ast'

/** The language a lesson is shown in: the reader's when it is there, else the one that is. */
export function shownLang(card: LessonCard, wanted: LessonLang): LessonLang {
  return card.langs.includes(wanted) ? wanted : (card.langs[0] ?? wanted)
}
