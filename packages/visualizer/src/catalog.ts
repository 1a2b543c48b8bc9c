import type { Lang } from './event.ts'

/** A visualizer by its name, as directives, addresses and `course.yaml` write it. */
export const VISUALIZERS = {
  'ttl-bomb': {
    title: { en: 'TTL bomb', ru: 'TTL-бомба' },
    summary: {
      en: 'Every key with a TTL is a bomb with a burning fuse. Read it in time, defuse it, or watch it go.',
      ru: 'Каждый ключ с TTL — бомба с горящим фитилём. Успейте прочитать, обезвредьте или смотрите, как он исчезает.',
    },
  },
  'counter-race': {
    title: { en: 'Counter race', ru: 'Гонка счётчика' },
    summary: {
      en: 'Two clients add one at the same time. You choose who goes next, and lose an update; INCR does not.',
      ru: 'Два клиента одновременно прибавляют единицу. Вы решаете, кто ходит следующим, и теряете обновление; INCR не теряет.',
    },
  },
  'pipeline-racer': {
    title: { en: 'Pipeline racer', ru: 'Гонка пайплайнов' },
    summary: {
      en: 'A car fetches replies one by one, a truck brings them all at once. Measured, with the delay you choose.',
      ru: 'Машина возит ответы по одному, грузовик — все сразу. Всё измерено, задержку выбираете вы.',
    },
  },
  'lua-sandbox': {
    title: { en: 'Lua sandbox', ru: 'Песочница Lua' },
    summary: {
      en: 'A script runs as one piece while three other users write. Step through it, then lose an update without it.',
      ru: 'Скрипт выполняется целиком, пока пишут ещё трое. Пройдите его по строкам, а потом потеряйте обновление без него.',
    },
  },
  eviction: {
    title: { en: 'Eviction simulator', ru: 'Симулятор вытеснения' },
    summary: {
      en: 'Memory runs full, and keys have to go. All eight policies, beside a perfect choice and a real server.',
      ru: 'Память кончается, и ключам приходится уходить. Все восемь политик рядом с идеальным выбором и настоящим сервером.',
    },
  },
} as const satisfies Record<
  string,
  { title: Readonly<Record<Lang, string>>; summary: Readonly<Record<Lang, string>> }
>

export type VisualizerName = keyof typeof VISUALIZERS

export function isVisualizer(name: string): name is VisualizerName {
  return Object.hasOwn(VISUALIZERS, name)
}
