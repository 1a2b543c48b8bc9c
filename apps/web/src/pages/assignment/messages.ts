import type { TaskView } from '@keyspace/protocol'
import { useMessages } from '../../i18n/index.ts'

type TaskKind = TaskView['kind']

/** What is named behind the task for a file that is handed in. */
const FILES = { lua: '--file submission.lua', typescript: '--file submission.ts' } as const

const en = {
  tryIt: 'Try it here first',
  run: 'Run',
  tries: {
    server: {
      how: 'Your server runs in this browser and talks to your own sandbox. Write a request a line; “11 x” repeats it, “from” names the client’s address. Reset the sandbox to begin with an empty Redis.',
      label: 'Requests',
    },
    script: {
      how: 'Your script runs in your own sandbox. Write a command a line, as in redis-cli; behind EVAL the word SCRIPT stands for what you wrote. Reset the sandbox to begin with an empty Redis.',
      label: 'Commands',
    },
    function: {
      how: 'Your function runs in this browser and talks to your own sandbox. Write TypeScript that calls it; redis is a client for it. Reset the sandbox to begin with an empty Redis.',
      label: 'Calls',
    },
  },
  badRequest: (line: number) =>
    `Line ${line} is no request. For example: POST /score {"user": "ann", "score": 1}`,
  badCommand: (line: number) => `Line ${line} is no command: look at its quotes.`,
  sandboxAway: 'Your sandbox does not answer just now. Try again in a moment.',
  results: 'What came back',
  kinds: {
    http: 'A server in TypeScript',
    lua: 'A Lua script for Redis',
    typescript: 'A function in TypeScript',
  },
  ofLesson: 'Task of the lesson',
  checked: 'What is checked',
  points: 'Points',
  check: 'Check',
  passMark: (points: number) =>
    `You need ${points} of 100 points. The values are new each time it is graded.`,
  imports:
    'What can be imported: hono, @hono/node-server, ioredis, and the modules of Node that a server needs.',
  elsewhere: 'In your own editor, or in CI:',
  grade: (task: string, kind: TaskKind) =>
    `keyspace grade ${task} ${kind === 'http' ? '--dir your-server' : FILES[kind]}`,
  loading: 'Loading',
  away: 'The server cannot be reached.',
  awayHint: 'The task comes from there. What you wrote is kept in this browser.',
  retry: 'Try again',
}

const ru: typeof en = {
  tryIt: 'Сначала попробовать здесь',
  run: 'Запустить',
  tries: {
    server: {
      how: 'Сервер работает в этом браузере и говорит с вашей песочницей. Один запрос на строку; «11 x» повторяет его, «from» задаёт адрес клиента. Чтобы начать с пустого Redis, сбросьте песочницу.',
      label: 'Запросы',
    },
    script: {
      how: 'Скрипт работает в вашей песочнице. Одна команда на строку, как в redis-cli; слово SCRIPT после EVAL обозначает ваш скрипт. Чтобы начать с пустого Redis, сбросьте песочницу.',
      label: 'Команды',
    },
    function: {
      how: 'Функция работает в этом браузере и говорит с вашей песочницей. Напишите на TypeScript, как её вызвать; redis — готовый клиент. Чтобы начать с пустого Redis, сбросьте песочницу.',
      label: 'Вызовы',
    },
  },
  badRequest: (line) =>
    `Строка ${line} — не запрос. Например: POST /score {"user": "ann", "score": 1}`,
  badCommand: (line) => `Строка ${line} — не команда: проверьте кавычки.`,
  sandboxAway: 'Песочница сейчас не отвечает. Попробуйте ещё раз через мгновение.',
  results: 'Что вернулось',
  kinds: {
    http: 'Сервер на TypeScript',
    lua: 'Lua-скрипт для Redis',
    typescript: 'Функция на TypeScript',
  },
  ofLesson: 'Задание к уроку',
  checked: 'Что проверяется',
  points: 'Баллы',
  check: 'Проверка',
  passMark: (points) =>
    `Чтобы сдать, нужно ${points} баллов из 100. При каждой проверке значения новые.`,
  imports:
    'Что можно импортировать: hono, @hono/node-server, ioredis и модули Node, которые нужны серверу.',
  elsewhere: 'В своём редакторе или в CI:',
  grade: (task, kind) =>
    `keyspace grade ${task} --lang ru ${kind === 'http' ? '--dir ваш-сервер' : FILES[kind]}`,
  loading: 'Загрузка',
  away: 'Сервер недоступен.',
  awayHint: 'Задание приходит оттуда. Написанное вами сохранено в этом браузере.',
  retry: 'Попробовать ещё раз',
}

export function useWorkMessages() {
  return useMessages({ en, ru })
}
