import { useMessages } from '../../i18n/index.ts'
import type { Forms } from '../../i18n/counted.ts'

const en = {
  title: 'Search the course',
  close: 'Close',
  label: 'What are you looking for?',
  example: 'EXPIRE, a lost update, stampede …',
  loading: 'Loading the index…',
  failed: 'The search could not be loaded. Check the connection and try again.',
  none: 'Nothing found. Try another word, or the name of a command.',
  found: { one: 'place found', other: 'places found' } as Forms,
  term: 'Glossary',
  keys: '↑ ↓ choose, Enter opens',
}

const ru: typeof en = {
  title: 'Поиск по курсу',
  close: 'Закрыть',
  label: 'Что вы ищете?',
  example: 'EXPIRE, потерянное обновление, лавина …',
  loading: 'Загружается указатель…',
  failed: 'Поиск не удалось загрузить. Проверьте соединение и попробуйте ещё раз.',
  none: 'Ничего не нашлось. Попробуйте другое слово или имя команды.',
  found: {
    one: 'место найдено',
    few: 'места найдено',
    many: 'мест найдено',
    other: 'места найдено',
  },
  term: 'Словарь',
  keys: '↑ ↓ — выбор, Enter — открыть',
}

export const useSearchMessages = () => useMessages({ en, ru })
