import { useMessages } from '../../i18n/index.ts'

const en = {
  terminals: 'Terminals',
  terminal: (name: string) => `Terminal, client ${name}`,
  client: (name: string) => `client ${name}`,
  input: (name: string) => `Command line of client ${name}`,
  output: (name: string) => `Output of client ${name}`,
  welcome: 'Your own Redis is listening.',
  welcomeTry: (command: string) => `Type a command, for example ${command}, and press Enter.`,
  connecting: 'Connecting…',
  away: 'No connection. The line is kept.',
  gone: 'Expired. The line is kept.',
  waiting: 'Waiting for the reply',
  listening: 'Listening',
  stop: 'Stop',
  keys: [
    ['Tab', 'completes'],
    ['↑', 'earlier commands'],
    ['Ctrl-L', 'clears'],
    ['HELP SET', 'explains'],
  ],
  showAll: (lines: number) => `Show all ${lines.toLocaleString('en')} lines`,
  showLess: 'Show less',
  candidates: (count: number) => (count === 1 ? '1 completion' : `${count} completions`),
  more: (count: number) => `${count} more`,
  search: 'Search the history',
  searchPrompt: 'search:',
  searchNothing: 'nothing found',
  notes: {
    neverClosed: (quote: string, column: number) =>
      `The quote ${quote} at position ${column} is never closed. Close it, or put the whole argument into the other kind of quotes.`,
    noSpace: (quote: string, column: number) =>
      `The quote ${quote} closes at position ${column}, so a space has to follow. To have the quote inside the text, write \\${quote}.`,
    reconnected:
      'Connected again. This is a new connection: a transaction or a subscription of the old one is gone.',
    left: 'You closed this connection. The next command opens a new one.',
    reset: 'The sandbox is as you first got it: all that you did in it is gone.',
    renewed: 'This is a new sandbox.',
    branched: (step: number) => `A branch: everything is as it was after step ${step}.`,
    returned: 'Back in the sandbox that the branch was made from.',
    replaced: (reason: string) => reason,
    replacedKept: 'Your data was brought back.',
    replacedLost: 'Not all of your data could be brought back.',
    unknown: (name: string, near: string | null) =>
      near === null
        ? `There is no command ${name}. Tab shows the ones that there are.`
        : `There is no command ${name}. Did you mean ${near}?`,
    usage: (usage: string) => `It is written: ${usage}`,
    wrongType: (command: string, key: string | null) =>
      key === null
        ? `One of these keys holds another type than ${command} works with.`
        : `${key} holds another type than ${command} works with. TYPE ${key} tells which.`,
    wholeNumber: 'Redis expected a whole number here: as an argument, or in the key.',
    noMulti: 'EXEC ends a transaction, and none has begun. MULTI begins one.',
    execAbort: 'Redis refused a command of this transaction, so it ran none of them.',
    help: [
      ['HELP SET', 'what a command does and how it is written'],
      ['HELP @list', 'all commands of a group'],
      ['Tab', 'complete a command, a subcommand or a key'],
      ['↑ ↓', 'earlier and later commands'],
      ['Ctrl-R', 'search the earlier commands'],
      ['Ctrl-C', 'stop what waits, or drop the line'],
      ['Ctrl-L', 'clear the screen'],
      ['3 INCR n', 'the same command three times'],
      ['QUIT', 'close this connection'],
    ],
  },
}

const ru: typeof en = {
  terminals: 'Терминалы',
  terminal: (name) => `Терминал, клиент ${name}`,
  client: (name) => `клиент ${name}`,
  input: (name) => `Командная строка клиента ${name}`,
  output: (name) => `Вывод клиента ${name}`,
  welcome: 'Ваш собственный Redis слушает.',
  welcomeTry: (command) => `Наберите команду, например ${command}, и нажмите Enter.`,
  connecting: 'Подключаемся…',
  away: 'Нет связи. Набранное сохранено.',
  gone: 'Срок истёк. Набранное сохранено.',
  waiting: 'Ждём ответа',
  listening: 'Слушаем',
  stop: 'Остановить',
  keys: [
    ['Tab', 'дополняет'],
    ['↑', 'прежние команды'],
    ['Ctrl-L', 'очищает'],
    ['HELP SET', 'объясняет'],
  ],
  showAll: (lines) => `Показать все строки: ${lines.toLocaleString('ru')}`,
  showLess: 'Свернуть',
  candidates: (count) => `вариантов: ${count}`,
  more: (count) => `ещё ${count}`,
  search: 'Поиск по истории',
  searchPrompt: 'поиск:',
  searchNothing: 'ничего не найдено',
  notes: {
    neverClosed: (quote, column) =>
      `Кавычка ${quote} в позиции ${column} не закрыта. Закройте её или возьмите весь аргумент в кавычки другого вида.`,
    noSpace: (quote, column) =>
      `Кавычка ${quote} закрывается в позиции ${column}, после неё нужен пробел. Чтобы кавычка стала частью текста, напишите \\${quote}.`,
    reconnected:
      'Связь восстановлена. Это новое соединение: транзакция или подписка старого пропала.',
    left: 'Вы закрыли это соединение. Следующая команда откроет новое.',
    reset: 'Песочница такая, какой вы её получили: всё, что вы в ней сделали, удалено.',
    renewed: 'Это новая песочница.',
    branched: (step) => `Это ветка: всё так, как было после шага ${step}.`,
    returned: 'Снова песочница, от которой отошла ветка.',
    replaced: (reason) => `Redis перезапущен: ${reason}`,
    replacedKept: 'Данные восстановлены.',
    replacedLost: 'Восстановить удалось не все данные.',
    unknown: (name, near) =>
      near === null
        ? `Команды ${name} нет. Какие есть, покажет Tab.`
        : `Команды ${name} нет. Может быть, ${near}?`,
    usage: (usage) => `Пишется так: ${usage}`,
    wrongType: (command, key) =>
      key === null
        ? `В одном из этих ключей значение не того типа, с которым работает ${command}.`
        : `В ключе ${key} значение не того типа, с которым работает ${command}. Какого — скажет TYPE ${key}.`,
    wholeNumber: 'Здесь Redis ждал целое число: аргументом или в самом ключе.',
    noMulti: 'EXEC завершает транзакцию, а её никто не начинал. Начинает MULTI.',
    execAbort: 'Одну из команд транзакции Redis не принял, поэтому не выполнил ни одной.',
    help: [
      ['HELP SET', 'что делает команда и как она пишется'],
      ['HELP @list', 'все команды группы'],
      ['Tab', 'дополнить команду, подкоманду или ключ'],
      ['↑ ↓', 'предыдущие и следующие команды'],
      ['Ctrl-R', 'поиск по прежним командам'],
      ['Ctrl-C', 'прервать ожидание или сбросить строку'],
      ['Ctrl-L', 'очистить экран'],
      ['3 INCR n', 'одна и та же команда три раза'],
      ['QUIT', 'закрыть это соединение'],
    ],
  },
}

export const useTerminalMessages = () => useMessages({ en, ru })
