import type { Forms } from '../../../i18n/counted.ts'
import { useMessages } from '../../../i18n/index.ts'

const en = {
  lead: 'Every key with a TTL is a bomb. The count is what PTTL answers, for keys of every client.',
  key: 'Key',
  seconds: 'Seconds',
  value: 'Value',
  many: 'Light 20 at once',
  more: 'More commands',
  bombs: 'Bombs, the arrow keys move between them',
  empty: 'No key has a TTL now. Light one:',
  pttl: 'PTTL',
  burning: 'burning',
  none: 'no such key',
  noTtl: 'no TTL',
  news: 'What happened',
  newsEmpty: 'Nothing yet: what happens is also told here in words.',
  deletedAfter: (ms: number) =>
    `Over for every client at once; Redis freed its memory ${ms} ms later.`,
  count: { one: 'bomb', other: 'bombs' } as Forms,
  notShown: (count: number) => `and ${count} more that are not drawn`,
}

const ru: typeof en = {
  lead: 'Каждый ключ с TTL — бомба. Счётчик показывает то, что отвечает PTTL, для ключей любого клиента.',
  key: 'Ключ',
  seconds: 'Секунды',
  value: 'Значение',
  many: 'Зажечь сразу 20',
  more: 'Ещё команды',
  bombs: 'Бомбы, между ними ходят стрелки',
  empty: 'Сейчас ни у одного ключа нет TTL. Зажгите первый:',
  pttl: 'PTTL',
  burning: 'горит',
  none: 'такого ключа нет',
  noTtl: 'без TTL',
  news: 'Что произошло',
  newsEmpty: 'Пока ничего: всё, что произойдёт, будет и здесь, словами.',
  deletedAfter: (ms) =>
    `Для всех клиентов ключ исчез сразу; память Redis освободил через ${ms} мс.`,
  count: { one: 'бомба', few: 'бомбы', many: 'бомб', other: 'бомбы' },
  notShown: (count) => `и ещё ${count} не нарисовано`,
}

export const useTtlBombMessages = () => useMessages({ en, ru })
