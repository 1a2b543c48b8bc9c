import { counted } from '../../i18n/counted.ts'
import { useMessages } from '../../i18n/index.ts'

const en = {
  title: 'Time line',
  hint: 'Every command becomes a mark here. Drag to look back.',
  count: (n: number) => counted('en', n, { one: 'step', other: 'steps' }),
  older: 'One step back',
  newer: 'One step forward',
  now: 'Now',
  toNow: 'Back to now',
  slider: 'Time line: the moment that the keys are shown at',
  atNow: (last: number) =>
    last === 0
      ? 'now, no command yet'
      : `now, after ${counted('en', last, { one: 'step', other: 'steps' })}`,
  beginLong: 'How your sandbox began',
  cutBegin: 'as far back as is kept',
  at: (step: number, last: number) => `Step ${step} of ${last}`,
  client: (name: string) => `client ${name}`,
  outside: 'another client',
  kinds: { write: 'changed data', read: 'changed nothing', error: 'failed' },
  answered: (text: string) => `answered ${text}`,
  branch: 'Branch from here',
  branchShort: 'Branch',
  branchTitle: 'A new sandbox in the state after this step; this one stays as it is',
  branchFailed: 'The branch could not be made.',
  back: 'Leave the branch',
  backTitle: (step: number) => `To the sandbox that this one branched from after step ${step}`,
  slow: 'Building that moment …',
  gone: 'That moment is no longer kept.',
  failed: 'That moment cannot be shown now.',
  micros: (n: number) => (n < 1_000 ? `${n} µs` : `${(n / 1_000).toFixed(1)} ms`),
}

const russianSteps = { one: 'шаг', few: 'шага', many: 'шагов', other: 'шага' }

const ru: typeof en = {
  title: 'Лента времени',
  hint: 'Каждая команда станет здесь отметкой. Потяните, чтобы заглянуть назад.',
  count: (n) => counted('ru', n, russianSteps),
  older: 'На шаг назад',
  newer: 'На шаг вперёд',
  now: 'Сейчас',
  toNow: 'Вернуться к «сейчас»',
  slider: 'Лента времени: момент, на который показаны ключи',
  atNow: (last) =>
    last === 0 ? 'сейчас, команд ещё не было' : `сейчас, ${counted('ru', last, russianSteps)}`,
  beginLong: 'Так начиналась песочница',
  cutBegin: 'дальше в прошлое не хранится',
  at: (step, last) => `Шаг ${step} из ${last}`,
  client: (name) => `клиент ${name}`,
  outside: 'другой клиент',
  kinds: { write: 'изменил данные', read: 'ничего не изменил', error: 'ошибка' },
  answered: (text) => `ответ ${text}`,
  branch: 'Ветка отсюда',
  branchShort: 'Ветка',
  branchTitle: 'Новая песочница в состоянии после этого шага; эта останется как есть',
  branchFailed: 'Не удалось создать ветку.',
  back: 'Выйти из ветки',
  backTitle: (step) => `К песочнице, от которой ветка отошла после шага ${step}`,
  slow: 'Собираем этот момент …',
  gone: 'Этот момент больше не хранится.',
  failed: 'Этот момент сейчас показать нельзя.',
  micros: (n) => (n < 1_000 ? `${n} мкс` : `${(n / 1_000).toFixed(1).replace('.', ',')} мс`),
}

export const useTimelineMessages = () => useMessages({ en, ru })
