import { useMessages } from '../../i18n/index.ts'

const en = {
  skip: 'Skip to content',
  home: 'Keyspace: the course',
  course: 'Course',
  progress: 'Progress',
  navigation: 'Main',
  language: 'Language',
  theme: 'Theme',
  themes: { system: 'as the system', light: 'light', dark: 'dark' },
  help: 'Keyboard shortcuts and help',
  close: 'Close',
  helpTitle: 'Help',
  everywhere: 'Everywhere',
  inLesson: 'In a lesson',
  inTerminal: 'In the terminal',
  shortcuts: {
    help: 'this help',
    terminal: 'to the terminal',
    keys: 'to the live keys',
    prose: 'back to the text',
    reset: 'a fresh Redis (all keys are deleted)',
    step: 'to the next open step',
    history: 'earlier and later commands',
    complete: 'complete a command',
    clear: 'clear the screen',
    cancel: 'cancel the line or a waiting command',
  },
  singleKeys: 'Keys without a modifier (?) do something',
  independent:
    'Keyspace is an independent course. It is not made by, affiliated with or endorsed by Redis Ltd. Redis is a trademark of Redis Ltd.',
  local: 'No account: what you do here stays in this browser.',
}

const ru: typeof en = {
  skip: 'Перейти к содержанию',
  home: 'Keyspace: курс',
  course: 'Курс',
  progress: 'Прогресс',
  navigation: 'Главное меню',
  language: 'Язык',
  theme: 'Тема',
  themes: { system: 'как в системе', light: 'светлая', dark: 'тёмная' },
  help: 'Сочетания клавиш и справка',
  close: 'Закрыть',
  helpTitle: 'Справка',
  everywhere: 'Везде',
  inLesson: 'В уроке',
  inTerminal: 'В терминале',
  shortcuts: {
    help: 'эта справка',
    terminal: 'к терминалу',
    keys: 'к живым ключам',
    prose: 'обратно к тексту',
    reset: 'чистый Redis (все ключи удаляются)',
    step: 'к следующему открытому шагу',
    history: 'предыдущие и следующие команды',
    complete: 'дополнить команду',
    clear: 'очистить экран',
    cancel: 'отменить строку или ждущую команду',
  },
  singleKeys: 'Клавиши без модификатора (?) включены',
  independent:
    'Keyspace — независимый курс. Он не создан компанией Redis Ltd., не связан с ней и не одобрен ею. Redis — товарный знак Redis Ltd.',
  local: 'Без регистрации: всё, что вы делаете, остаётся в этом браузере.',
}

export const useShellMessages = () => useMessages({ en, ru })
