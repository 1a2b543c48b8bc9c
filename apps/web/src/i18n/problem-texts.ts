import type { ProblemBody, ProblemCode } from '@keyspace/protocol'
import { locale, type Locale } from './index.ts'

/** What went wrong, and what to do about it. */
export interface ProblemText {
  readonly text: string
  readonly hint: string
}

type Said = Readonly<Record<Locale, ProblemText>>

/** Nothing that a learner did: the page and the server do not understand each other. */
const NOT_UNDERSTOOD: Said = {
  en: {
    text: 'The server did not understand this page.',
    hint: 'Reload the page; the server may be of a newer version.',
  },
  ru: {
    text: 'Сервер не понял эту страницу.',
    hint: 'Обновите страницу: возможно, на сервере уже новая версия.',
  },
}

const NO_SUCH_LESSON: Said = {
  en: { text: 'There is no such lesson any more.', hint: 'All lessons are on the course map.' },
  ru: { text: 'Такого урока больше нет.', hint: 'Все уроки — на карте курса.' },
}

const NOT_THIS_SITE: Said = {
  en: {
    text: 'This server does not answer at this address.',
    hint: 'Whoever runs it has to allow the address.',
  },
  ru: {
    text: 'По этому адресу сервер не отвечает.',
    hint: 'Адрес должен разрешить тот, кто держит сервер.',
  },
}

/** What a learner is told for each code that the API has. */
export const PROBLEM_TEXTS: Readonly<Record<ProblemCode, Said>> = {
  'bad-json': NOT_UNDERSTOOD,
  'bad-lang': NOT_UNDERSTOOD,
  'bad-request': NOT_UNDERSTOOD,
  'bad-step': NOT_UNDERSTOOD,
  'not-found': NOT_UNDERSTOOD,
  'not-json': NOT_UNDERSTOOD,
  'upgrade-required': NOT_UNDERSTOOD,
  'wrong-method': NOT_UNDERSTOOD,
  'foreign-host': NOT_THIS_SITE,
  'foreign-origin': NOT_THIS_SITE,
  'lesson-not-found': NO_SUCH_LESSON,
  'exam-not-found': {
    en: { text: 'There is no such exam.', hint: 'The exam is on the course map.' },
    ru: { text: 'Такого экзамена нет.', hint: 'Экзамен — на карте курса.' },
  },
  'task-not-found': {
    en: {
      text: 'There is no such task.',
      hint: 'Tasks are linked from the lessons they belong to.',
    },
    ru: { text: 'Такого задания нет.', hint: 'На задания ведут ссылки из их уроков.' },
  },
  'bad-line': {
    en: {
      text: 'This line is no command.',
      hint: 'Look at its quotes; a command is, for example, PING.',
    },
    ru: {
      text: 'Эта строка — не команда.',
      hint: 'Проверьте кавычки; команда — это, например, PING.',
    },
  },
  'bad-seed': {
    en: {
      text: 'What this sandbox should begin with could not be written.',
      hint: 'Try again; if it stays, the lesson has a mistake.',
    },
    ru: {
      text: 'Не удалось записать начальные данные песочницы.',
      hint: 'Попробуйте ещё раз; если не поможет — ошибка в самом уроке.',
    },
  },
  'body-too-large': {
    en: { text: 'That is more than the server takes at once.', hint: 'Make it shorter.' },
    ru: { text: 'Это больше, чем сервер принимает за один раз.', hint: 'Сократите текст.' },
  },
  'certificate-not-found': {
    en: {
      text: 'No certificate with this code was issued here.',
      hint: 'A code looks like KS-1A2B-3C4D-5E6F-7G8H.',
    },
    ru: {
      text: 'Здесь не выдавали сертификат с таким кодом.',
      hint: 'Код выглядит так: KS-1A2B-3C4D-5E6F-7G8H.',
    },
  },
  'does-not-compile': {
    en: {
      text: 'This is no TypeScript yet.',
      hint: 'Nothing was submitted. Mend the line and send it again.',
    },
    ru: {
      text: 'Это пока не TypeScript.',
      hint: 'Ничего не отправлено. Исправьте строку и отправьте ещё раз.',
    },
  },
  'engine-unavailable': {
    en: { text: 'Redis cannot be started just now.', hint: 'Try again in a moment.' },
    ru: { text: 'Сейчас не получается запустить Redis.', hint: 'Попробуйте ещё раз через минуту.' },
  },
  full: {
    en: { text: 'All sandboxes are in use.', hint: 'Try again in a moment.' },
    ru: { text: 'Все песочницы заняты.', hint: 'Попробуйте ещё раз через минуту.' },
  },
  'grading-unavailable': {
    en: {
      text: 'This server cannot grade programs.',
      hint: 'Grade on your own machine: keyspace grade rate-limiter-leaderboard --cmd "…"',
    },
    ru: {
      text: 'Этот сервер не может проверять программы.',
      hint: 'Проверьте у себя: keyspace grade rate-limiter-leaderboard --cmd "…"',
    },
  },
  internal: {
    en: { text: 'Something went wrong on our side.', hint: 'Try again in a moment.' },
    ru: { text: 'Что-то сломалось на нашей стороне.', hint: 'Попробуйте ещё раз через минуту.' },
  },
  'not-ready': {
    en: { text: 'The server is just starting.', hint: 'Try again in a moment.' },
    ru: { text: 'Сервер ещё запускается.', hint: 'Попробуйте ещё раз через минуту.' },
  },
  'queue-full': {
    en: {
      text: 'Too many submissions are waiting already.',
      hint: 'Your code is kept in this browser; send it again in half a minute.',
    },
    ru: {
      text: 'В очереди уже слишком много работ.',
      hint: 'Код сохранён в этом браузере; отправьте его через полминуты.',
    },
  },
  'sandbox-gone': {
    en: { text: 'This sandbox has ended.', hint: 'One that is not used for a while does.' },
    ru: { text: 'Эта песочница закрыта.', hint: 'Так бывает, если ей долго не пользоваться.' },
  },
  'step-gone': {
    en: {
      text: 'This step is no longer kept.',
      hint: 'A sandbox remembers its last 10,000 commands.',
    },
    ru: { text: 'Этот шаг уже не хранится.', hint: 'Песочница помнит последние 10 000 команд.' },
  },
  'submission-not-found': {
    en: {
      text: 'The server does not know this attempt any more.',
      hint: 'Your code is kept in this browser: submit it again.',
    },
    ru: {
      text: 'Сервер больше не помнит эту попытку.',
      hint: 'Код сохранён в этом браузере: отправьте его ещё раз.',
    },
  },
  'too-many-commands': {
    en: { text: 'These were too many commands at once.', hint: 'Wait a moment, then go on.' },
    ru: { text: 'Слишком много команд сразу.', hint: 'Подождите немного и продолжайте.' },
  },
  'too-many-looks': {
    en: { text: 'That was too fast.', hint: 'Look again in a moment.' },
    ru: { text: 'Слишком быстро.', hint: 'Посмотрите ещё раз через мгновение.' },
  },
  'too-many-requests': {
    en: { text: 'Too much is running in this sandbox.', hint: 'Wait for it, then try again.' },
    ru: {
      text: 'В этой песочнице слишком много дел сразу.',
      hint: 'Дождитесь их и попробуйте снова.',
    },
  },
  'too-many-sandboxes': {
    en: {
      text: 'Too many sandboxes were opened from your network.',
      hint: 'Try again in a minute.',
    },
    ru: { text: 'Из вашей сети открыли слишком много песочниц.', hint: 'Попробуйте через минуту.' },
  },
  'too-many-submissions': {
    en: {
      text: 'Too many submissions came from your network.',
      hint: 'Your code is kept in this browser; try again in a minute.',
    },
    ru: {
      text: 'Из вашей сети отправили слишком много работ.',
      hint: 'Код сохранён в этом браузере; попробуйте через минуту.',
    },
  },
  unauthorized: {
    en: {
      text: 'This sandbox belongs to somebody else.',
      hint: 'Reload the page for one of your own.',
    },
    ru: { text: 'Это чужая песочница.', hint: 'Обновите страницу, и у вас будет своя.' },
  },
}

const NOT_READABLE: Said = {
  en: {
    text: 'The server answered with something that this page cannot read.',
    hint: NOT_UNDERSTOOD.en.hint,
  },
  ru: { text: 'Сервер ответил так, что страница не разобрала.', hint: NOT_UNDERSTOOD.ru.hint },
}

/** A problem in the reader's language; of a code that this page does not know yet, as the server says it. */
export function problemText({ code, message, hint = '' }: ProblemBody): ProblemText {
  if (code === 'unreadable-answer') return NOT_READABLE[locale.value]
  const known = isKnown(code) ? PROBLEM_TEXTS[code][locale.value] : undefined
  if (known === undefined) return { text: message, hint }
  // Where it does not compile, only the message knows.
  return code === 'does-not-compile' ? { text: placed(message), hint: known.hint } : known
}

function isKnown(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEM_TEXTS, code)
}

function placed(message: string): string {
  if (locale.value === 'en') return message
  return message.replace(/^Line (\d+), column (\d+):/, 'Строка $1, столбец $2:')
}
