import { useMessages } from '../../i18n/index.ts'

const en = {
  close: 'Close',
  helpTitle: 'Help',
  everywhere: 'Everywhere',
  inLesson: 'In a lesson',
  inTerminal: 'In the terminal',
  shortcuts: {
    help: 'this help',
    search: 'search the course',
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
  singleKeys: 'Keys without a modifier (? and /) do something',
}

const ru: typeof en = {
  close: 'Закрыть',
  helpTitle: 'Справка',
  everywhere: 'Везде',
  inLesson: 'В уроке',
  inTerminal: 'В терминале',
  shortcuts: {
    help: 'эта справка',
    search: 'поиск по курсу',
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
  singleKeys: 'Клавиши без модификатора (? и /) включены',
}

/** The words of the help, which come with its dialog. */
export const useHelpMessages = () => useMessages({ en, ru })
