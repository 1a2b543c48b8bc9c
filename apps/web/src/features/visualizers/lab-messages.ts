import { useMessages } from '../../i18n/index.ts'

const en = {
  share: 'Copy link',
  shared: 'Link copied',
  work: 'Terminals and keys',
  resize: 'Width of the work area',
  fresh: 'Fresh Redis: all keys are deleted.',
  notFresh: 'The reset did not work. Try again in a moment.',
}

const ru: typeof en = {
  share: 'Скопировать ссылку',
  shared: 'Ссылка скопирована',
  work: 'Терминалы и ключи',
  resize: 'Ширина рабочей области',
  fresh: 'Чистый Redis: все ключи удалены.',
  notFresh: 'Сбросить не удалось. Попробуйте ещё раз через минуту.',
}

export const useLabMessages = () => useMessages({ en, ru })
