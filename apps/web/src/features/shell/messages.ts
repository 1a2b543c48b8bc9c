import { useMessages } from '../../i18n/index.ts'

const en = {
  skip: 'Skip to content',
  home: 'Keyspace: the course',
  course: 'Course',
  progress: 'Progress',
  glossary: 'Glossary',
  search: 'Search the course',
  searchTitle: 'Search the course (/ or Ctrl K)',
  navigation: 'Main',
  language: 'Language',
  theme: 'Theme',
  themes: { system: 'as the system', light: 'light', dark: 'dark' },
  help: 'Keyboard shortcuts and help',
  independent:
    'Keyspace is an independent course. It is not made by, affiliated with or endorsed by Redis Ltd. Redis is a trademark of Redis Ltd.',
  local: 'No account: what you do here stays in this browser.',
}

const ru: typeof en = {
  skip: 'Перейти к содержанию',
  home: 'Keyspace: курс',
  course: 'Курс',
  progress: 'Прогресс',
  glossary: 'Словарь',
  search: 'Поиск по курсу',
  searchTitle: 'Поиск по курсу (/ или Ctrl K)',
  navigation: 'Главное меню',
  language: 'Язык',
  theme: 'Тема',
  themes: { system: 'как в системе', light: 'светлая', dark: 'тёмная' },
  help: 'Сочетания клавиш и справка',
  independent:
    'Keyspace — независимый курс. Он не создан компанией Redis Ltd., не связан с ней и не одобрен ею. Redis — товарный знак Redis Ltd.',
  local: 'Без регистрации: всё, что вы делаете, остаётся в этом браузере.',
}

export const useShellMessages = () => useMessages({ en, ru })
