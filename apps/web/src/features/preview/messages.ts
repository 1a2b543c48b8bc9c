import { counted } from '../../i18n/counted.ts'
import { useMessages } from '../../i18n/index.ts'

const en = {
  title: 'What the check says',
  errors: (n: number) => counted('en', n, { one: 'problem', other: 'problems' }),
  warnings: (n: number) => counted('en', n, { one: 'warning', other: 'warnings' }),
  others: (n: number) =>
    `${counted('en', n, { one: 'more problem', other: 'more problems' })} in other lessons`,
  error: 'problem',
  warning: 'warning',
  hide: 'Fold',
  show: 'Unfold',
  lastGood: 'Broken lessons are shown as they last were when they compiled.',
}

const ru: typeof en = {
  title: 'Что нашла проверка',
  errors: (n) => counted('ru', n, { one: 'проблема', few: 'проблемы', other: 'проблем' }),
  warnings: (n) =>
    counted('ru', n, { one: 'предупреждение', few: 'предупреждения', other: 'предупреждений' }),
  others: (n) =>
    `В других уроках: ещё ${counted('ru', n, { one: 'проблема', few: 'проблемы', other: 'проблем' })}`,
  error: 'проблема',
  warning: 'предупреждение',
  hide: 'Свернуть',
  show: 'Развернуть',
  lastGood: 'Урок, который не собирается, показан таким, каким собрался в последний раз.',
}

export const usePreviewMessages = () => useMessages({ en, ru })
