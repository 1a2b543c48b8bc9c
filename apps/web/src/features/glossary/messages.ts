import { useMessages } from '../../i18n/index.ts'

const en = {
  title: 'Glossary',
  lead: 'The words of this course, and where each is explained.',
  filter: 'Filter the words',
  none: 'There is no such word here.',
  see: 'Explained in:',
  failed: 'The glossary could not be loaded. Check the connection and try again.',
  retry: 'Try again',
  loading: 'Opening the glossary…',
  more: 'To the glossary',
}

const ru: typeof en = {
  title: 'Словарь',
  lead: 'Слова этого курса и места, где каждое объяснено.',
  filter: 'Найти слово',
  none: 'Такого слова здесь нет.',
  see: 'Объяснено здесь:',
  failed: 'Словарь не удалось загрузить. Проверьте соединение и попробуйте ещё раз.',
  retry: 'Попробовать ещё раз',
  loading: 'Словарь открывается…',
  more: 'Открыть словарь',
}

export const useGlossaryMessages = () => useMessages({ en, ru })
