import type { LessonLang } from '../ast.ts'
import { countForm, type Count } from './count-form.ts'

/** The words of the checking engine in one language. */
export interface Messages {
  readonly key: (name: string, db: number) => string
  readonly keysLike: (glob: string) => string
  readonly command: (line: string, client: string | undefined) => string
  readonly replyTo: (line: string) => string
  readonly output: string
  readonly noProgram: string
  readonly noOutput: string
  readonly someValue: string
  readonly noKey: string
  /** That it is not there, as something expected. */
  readonly absence: string
  readonly keyIsThere: string
  readonly type: (name: string) => string
  readonly noTtl: string
  readonly absentTtl: string
  readonly someTtl: string
  readonly ttl: (seconds: Count) => string
  readonly length: (count: string) => string
  readonly amongOthers: (list: string) => string
  readonly never: string
  readonly times: (count: Count) => string
  readonly notRun: string
  readonly like: (glob: string) => string
  readonly tooLong: string
  readonly exactly: (count: string) => string
  readonly between: (min: string, max: string) => string
  readonly atLeast: (min: string) => string
  readonly atMost: (max: string) => string
  readonly roundTrips: string
  readonly trips: (count: Count) => string
  readonly sentence: (subject: string, expected: string, actual: string) => string
}

const en: Messages = {
  key: (name, db) => (db === 0 ? `The key ${name}` : `The key ${name} in database ${db}`),
  keysLike: (glob) => (glob === '*' ? 'The number of keys' : `The number of keys ${glob}`),
  command: (line, client) =>
    client === undefined ? `The command ${line}` : `The command ${line} in terminal ${client}`,
  replyTo: (line) => `The reply to ${line}`,
  output: 'The output',
  noProgram: 'nothing yet: the program was not run',
  noOutput: 'nothing',
  someValue: 'some value',
  noKey: 'no such key',
  absence: 'no such key',
  keyIsThere: 'a key that is there',
  type: (name) => `type ${name}`,
  noTtl: 'no TTL',
  absentTtl: 'no TTL',
  someTtl: 'a TTL',
  ttl: ({ text, last }) => `a TTL of ${text} ${countForm('en', last, ['second', 'seconds'])}`,
  length: (count) => `length ${count}`,
  amongOthers: (list) => `${list} in it`,
  never: 'not once',
  times: ({ text, last }) => `${text} ${countForm('en', last, ['time', 'times'])}`,
  notRun: 'nothing yet: it was not run',
  like: (glob) => `something like ${glob}`,
  tooLong: 'more than can be compared here',
  exactly: (count) => count,
  between: (min, max) => `${min} to ${max}`,
  atLeast: (min) => `at least ${min}`,
  atMost: (max) => `at most ${max}`,
  roundTrips: 'Round trips',
  trips: ({ text, last }) => `${text} ${countForm('en', last, ['round trip', 'round trips'])}`,
  sentence: (subject, expected, actual) => `${subject}: expected ${expected}, got ${actual}.`,
}

/** «1 раз», «2 раза», «5 раз» by themselves, and «не меньше 1 раза», «не меньше 2 раз». */
function withUnit(
  { text, last, isBound }: Count,
  forms: readonly string[],
  genitive: readonly string[],
): string {
  return `${text} ${countForm('ru', last, isBound ? genitive : forms)}`
}

const ru: Messages = {
  key: (name, db) => (db === 0 ? `Ключ ${name}` : `Ключ ${name} в базе ${db}`),
  keysLike: (glob) => (glob === '*' ? 'Число ключей' : `Число ключей ${glob}`),
  command: (line, client) =>
    client === undefined ? `Команда ${line}` : `Команда ${line} в терминале ${client}`,
  replyTo: (line) => `Ответ на ${line}`,
  output: 'Вывод программы',
  noProgram: 'пока ничего: программу не запускали',
  noOutput: 'ничего',
  someValue: 'какое-нибудь значение',
  noKey: 'такого ключа нет',
  absence: 'отсутствие ключа',
  keyIsThere: 'ключ есть',
  type: (name) => `тип ${name}`,
  noTtl: 'TTL нет',
  absentTtl: 'отсутствие TTL',
  someTtl: 'какой-нибудь TTL',
  ttl: ({ text }) => `TTL ${text} с`,
  length: (count) => `длина ${count}`,
  amongOthers: (list) => `среди прочего ${list}`,
  never: 'ни разу',
  times: (count) => withUnit(count, ['раз', 'раза', 'раз'], ['раза', 'раз']),
  notRun: 'пока ничего: команду не выполняли',
  like: (glob) => `что-то вроде ${glob}`,
  tooLong: 'больше, чем здесь можно сравнить',
  exactly: (count) => count,
  between: (min, max) => `от ${min} до ${max}`,
  atLeast: (min) => `не меньше ${min}`,
  atMost: (max) => `не больше ${max}`,
  roundTrips: 'Обращения к серверу',
  trips: (count) =>
    withUnit(count, ['обращение', 'обращения', 'обращений'], ['обращения', 'обращений']),
  sentence: (subject, expected, actual) => `${subject}: ожидается ${expected}, сейчас ${actual}.`,
}

export const MESSAGES: Readonly<Record<LessonLang, Messages>> = { en, ru }
