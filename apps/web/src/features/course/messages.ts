import type { Forms } from '../../i18n/counted.ts'
import { useMessages } from '../../i18n/index.ts'

const en = {
  title: 'Learn Redis by running it',
  lead: 'You type a real command, it runs on a Redis of your own, and you watch the keys change. Break anything you like.',
  start: 'Start with the first lesson',
  seeMap: 'See the course',
  facts: ['A real Redis for you alone', 'No account, nothing to install', 'English and Russian'],
  instrument: 'What a lesson looks like: a terminal, and under it the keys as they change.',
  welcome: 'Welcome back',
  goOn: 'Continue',
  allDone: 'You have finished every lesson that is here. More are on the way.',
  map: 'The course',
  line: 'All modules, in order',
  planned: 'Planned',
  done: 'Done',
  started: 'Under way',
  lessonsDone: (done: number, all: number) => `${done} of ${all} lessons done`,
  minutes: (minutes: number) => `${minutes} min`,
  steps: { one: 'step', other: 'steps' } as Forms,
  stepsDone: (done: number, all: number) => `${done} of ${all} steps`,
  onlyIn: { en: 'in English', ru: 'in Russian' },
}

const ru: typeof en = {
  title: 'Redis своими руками',
  lead: 'Вы набираете настоящую команду, она выполняется на вашем собственном Redis, и вы видите, как меняются ключи. Ломать можно всё.',
  start: 'Начать с первого урока',
  seeMap: 'Посмотреть курс',
  facts: ['Настоящий Redis — только ваш', 'Без регистрации и установки', 'На русском и английском'],
  instrument: 'Так выглядит урок: терминал, а под ним — ключи, как они меняются.',
  welcome: 'С возвращением',
  goOn: 'Продолжить',
  allDone: 'Вы прошли все уроки, которые здесь есть. Готовятся новые.',
  map: 'Курс',
  line: 'Все модули по порядку',
  planned: 'Скоро',
  done: 'Пройдено',
  started: 'В процессе',
  lessonsDone: (done, all) => `Пройдено уроков: ${done} из ${all}`,
  minutes: (minutes) => `${minutes} мин`,
  steps: { one: 'шаг', few: 'шага', many: 'шагов', other: 'шага' },
  stepsDone: (done, all) => `шаги: ${done} из ${all}`,
  onlyIn: { en: 'на английском', ru: 'на русском' },
}

export const useCourseMessages = () => useMessages({ en, ru })
