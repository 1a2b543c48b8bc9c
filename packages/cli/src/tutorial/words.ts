import type { LessonLang } from '@keyspace/lesson/ast'

/** What an exported page calls its parts. */
export interface PageWords {
  readonly run: string
  readonly fill: string
  readonly solution: string
  readonly task: string
  readonly hints: string
  readonly quiz: string
  readonly answer: string
}

export const WORDS: Readonly<Record<LessonLang, PageWords>> = {
  en: {
    run: 'Run',
    fill: 'Fill in and run',
    solution: 'Solution',
    task: 'Task',
    hints: 'Hints',
    quiz: 'Questions',
    answer: 'Answer',
  },
  ru: {
    run: 'Выполнить',
    fill: 'Заполнить и выполнить',
    solution: 'Решение',
    task: 'Задание',
    hints: 'Подсказки',
    quiz: 'Вопросы',
    answer: 'Ответ',
  },
}
