import { useMessages } from '../../i18n/index.ts'
import type { ProgressProblem } from '../../stores/progress/read-progress.ts'

const en = {
  title: 'Your progress',
  lead: 'It is kept in this browser. One file takes it to another one.',
  empty: 'Nothing here yet: open a lesson, and what you do in it appears here.',
  lesson: 'Lesson',
  steps: 'Steps',
  state: 'State',
  done: 'Done',
  started: 'Under way',
  export: 'Save to a file',
  import: 'Add from a file',
  exportHint: 'One JSON file with everything you have done.',
  importHint: 'What is in the file is added to what is here. Nothing is lost.',
  imported: 'The file was read, and its progress is added.',
  notKept:
    'This browser does not let the page keep anything. Save your progress to a file before you close the tab.',
  unchanged: 'Nothing was changed.',
  tooBig: 'This file is larger than any progress file (5 MB).',
  problem(problem: ProgressProblem): string {
    switch (problem.code) {
      case 'not-json':
        return 'This file is not JSON. Choose the file that "Save to a file" made.'
      case 'not-progress':
        return 'This is JSON, but not a progress file of Keyspace.'
      case 'newer-version':
        return `This file has version ${problem.version}; this page knows version 1. Open it where it was saved, or update this Keyspace.`
      case 'bad-field':
        return `The file is damaged: ${problem.where} is not what should be there.`
    }
  },
}

const ru: typeof en = {
  title: 'Ваш прогресс',
  lead: 'Он хранится в этом браузере. Один файл переносит его в другой.',
  empty: 'Пока пусто: откройте урок, и здесь появится то, что вы в нём сделали.',
  lesson: 'Урок',
  steps: 'Шаги',
  state: 'Состояние',
  done: 'Пройдено',
  started: 'В процессе',
  export: 'Сохранить в файл',
  import: 'Добавить из файла',
  exportHint: 'Один файл JSON со всем, что вы сделали.',
  importHint: 'То, что есть в файле, добавится к тому, что есть здесь. Ничего не потеряется.',
  imported: 'Файл прочитан, прогресс из него добавлен.',
  notKept:
    'Браузер не разрешает странице ничего сохранять. Прежде чем закрыть вкладку, сохраните прогресс в файл.',
  unchanged: 'Ничего не изменилось.',
  tooBig: 'Этот файл больше любого файла прогресса (5 МБ).',
  problem(problem) {
    switch (problem.code) {
      case 'not-json':
        return 'Это не JSON. Выберите файл, который создала кнопка «Сохранить в файл».'
      case 'not-progress':
        return 'Это JSON, но не файл прогресса Keyspace.'
      case 'newer-version':
        return `Версия файла — ${problem.version}, а эта страница знает версию 1. Откройте файл там, где он сохранён, или обновите этот Keyspace.`
      case 'bad-field':
        return `Файл повреждён: в ${problem.where} не то, что должно быть.`
    }
  },
}

export const useProgressMessages = () => useMessages({ en, ru })
