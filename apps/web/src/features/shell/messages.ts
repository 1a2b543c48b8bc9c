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
}

export const useShellMessages = () => useMessages({ en, ru })
