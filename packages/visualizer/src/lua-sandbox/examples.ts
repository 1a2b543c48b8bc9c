import type { Lang } from '../event.ts'

/** A command as the words that are sent. */
export type Words = readonly string[]

type Both = Readonly<Record<Lang, string>>

/** One of the two users of a race. */
export type RaceUser = 'U1' | 'U2'

/** Something that a user of a race does next. */
export interface RaceMove {
  readonly kind: 'command' | 'script' | 'wait'
  /** The command; of a script its ARGV; of `wait` the key whose end is waited for. */
  readonly words: Words
  /** The user goes on only if the reply is one of these, as redis-cli prints it. */
  readonly onlyOn?: readonly string[]
  /** What the reply makes the user decide. */
  readonly thinks?: Both
}

/** Two users do the same at the same time; `orders` say who moves when: 1 and 2. */
interface ExampleRace {
  readonly separate: Readonly<Record<RaceUser, readonly RaceMove[]>>
  readonly atomic: Readonly<Record<RaceUser, readonly RaceMove[]>>
  readonly orders: Readonly<Record<'lost' | 'serial' | 'atomic', string>>
  /** What to ask in the end, and what it must be where no update is lost. */
  readonly check: Words
  readonly expected: string
  readonly loss: Both
}

export interface LuaExample {
  readonly title: Both
  /** What the script does; stands above it as a comment. */
  readonly about: Both
  readonly script: string
  readonly keys: readonly string[]
  readonly argv: readonly string[]
  /** Brings the keys to where the example begins. */
  readonly setup: readonly Words[]
  readonly race: ExampleRace
}

const command = (words: Words, rest: Partial<RaceMove> = {}): RaceMove => ({
  kind: 'command',
  words,
  ...rest,
})
const script = (...words: Words): RaceMove => ({ kind: 'script', words })

export type ExampleName = 'rate-limiter' | 'compare-and-set' | 'lock-release' | 'leaderboard'

export const EXAMPLES: Readonly<Record<ExampleName, LuaExample>> = {
  'rate-limiter': {
    title: { en: 'Rate limiter', ru: 'Ограничитель запросов' },
    about: {
      en: 'At most ARGV[1] requests in ARGV[2] seconds: {1, how many are left} or {0, seconds to wait}.',
      ru: 'Не больше ARGV[1] запросов за ARGV[2] секунд: {1, сколько осталось} или {0, сколько секунд ждать}.',
    },
    script: `local limit = tonumber(ARGV[1])
local count = tonumber(redis.call('GET', KEYS[1]) or 0)

if count >= limit then
  return {0, redis.call('TTL', KEYS[1])}
end

count = redis.call('INCR', KEYS[1])
if count == 1 then
  redis.call('EXPIRE', KEYS[1], ARGV[2])
end
return {1, limit - count}`,
    keys: ['rate:ann'],
    argv: ['3', '60'],
    setup: [['SET', 'rate:ann', '2', 'EX', '60']],
    race: {
      separate: {
        U1: [
          command(['GET', 'rate:ann'], {
            onlyOn: ['"0"', '"1"', '"2"', '(nil)'],
            thinks: { en: 'below 3: let it through', ru: 'меньше 3: пропускаем' },
          }),
          command(['INCR', 'rate:ann']),
        ],
        U2: [
          command(['GET', 'rate:ann'], {
            onlyOn: ['"0"', '"1"', '"2"', '(nil)'],
            thinks: { en: 'below 3: let it through', ru: 'меньше 3: пропускаем' },
          }),
          command(['INCR', 'rate:ann']),
        ],
      },
      atomic: { U1: [script('3', '60')], U2: [script('3', '60')] },
      orders: { lost: '1212', serial: '1122', atomic: '12' },
      check: ['GET', 'rate:ann'],
      expected: '"3"',
      loss: {
        en: 'Both saw two requests and both let one more through: four, where three are allowed.',
        ru: 'Оба увидели два запроса, и оба пропустили ещё один: четыре там, где можно три.',
      },
    },
  },
  'compare-and-set': {
    title: { en: 'Compare and set', ru: 'Сравнить и записать' },
    about: {
      en: 'Writes ARGV[2] only if the value is still ARGV[1]: {1, new value} or {0, value of somebody else}.',
      ru: 'Пишет ARGV[2], только если значение всё ещё ARGV[1]: {1, новое значение} или {0, чужое значение}.',
    },
    script: `local now = redis.call('GET', KEYS[1])

if now ~= ARGV[1] then
  return {0, now}
end

redis.call('SET', KEYS[1], ARGV[2])
return {1, ARGV[2]}`,
    keys: ['page:title'],
    argv: ['draft', 'by user 1'],
    setup: [['SET', 'page:title', 'draft']],
    race: {
      separate: {
        U1: [
          command(['GET', 'page:title'], {
            onlyOn: ['"draft"'],
            thinks: { en: 'nobody has changed it', ru: 'никто не менял' },
          }),
          command(['SET', 'page:title', 'by user 1']),
        ],
        U2: [
          command(['GET', 'page:title'], {
            onlyOn: ['"draft"'],
            thinks: { en: 'nobody has changed it', ru: 'никто не менял' },
          }),
          command(['SET', 'page:title', 'by user 2']),
        ],
      },
      atomic: { U1: [script('draft', 'by user 1')], U2: [script('draft', 'by user 2')] },
      orders: { lost: '1212', serial: '1122', atomic: '12' },
      check: ['GET', 'page:title'],
      expected: '"by user 1"',
      loss: {
        en: 'Both were told OK, and the text of user 1 is gone without a trace.',
        ru: 'Обоим ответили OK, а текст пользователя 1 бесследно исчез.',
      },
    },
  },
  'lock-release': {
    title: { en: 'Lock release', ru: 'Снятие блокировки' },
    about: {
      en: 'Deletes the lock only if it still holds our token ARGV[1]: 1 when it did, 0 when it is not ours.',
      ru: 'Удаляет блокировку, только если в ней ещё наш токен ARGV[1]: 1 — удалена, 0 — она уже не наша.',
    },
    script: `if redis.call('GET', KEYS[1]) == ARGV[1] then
  return redis.call('DEL', KEYS[1])
end
return 0`,
    keys: ['lock:report'],
    argv: ['token-1'],
    setup: [['SET', 'lock:report', 'token-1']],
    race: {
      separate: {
        U1: [
          command(['SET', 'lock:report', 'token-1', 'XX', 'PX', '2000']),
          command(['GET', 'lock:report'], {
            onlyOn: ['"token-1"'],
            thinks: { en: 'still mine: I may delete it', ru: 'ещё моя: можно удалять' },
          }),
          command(['DEL', 'lock:report']),
        ],
        U2: [
          { kind: 'wait', words: ['lock:report'] },
          command(['SET', 'lock:report', 'token-2', 'NX', 'PX', '60000']),
        ],
      },
      atomic: {
        U1: [command(['SET', 'lock:report', 'token-1', 'XX', 'PX', '2000']), script('token-1')],
        U2: [
          { kind: 'wait', words: ['lock:report'] },
          command(['SET', 'lock:report', 'token-2', 'NX', 'PX', '60000']),
        ],
      },
      orders: { lost: '11221', serial: '11122', atomic: '1221' },
      check: ['GET', 'lock:report'],
      expected: '"token-2"',
      loss: {
        en: 'The lock ran out after the GET. User 1 has deleted the lock of user 2, who still works under it.',
        ru: 'Блокировка истекла сразу после GET. Пользователь 1 удалил блокировку пользователя 2, а тот ещё под ней работает.',
      },
    },
  },
  leaderboard: {
    title: { en: 'Leaderboard update', ru: 'Обновление рейтинга' },
    about: {
      en: 'Keeps the best score ARGV[2] of player ARGV[1] and returns the place, 0 for the first.',
      ru: 'Хранит лучший счёт ARGV[2] игрока ARGV[1] и возвращает место, 0 — первое.',
    },
    script: `local best = redis.call('ZSCORE', KEYS[1], ARGV[1])
local score = tonumber(ARGV[2])

if not best or score > tonumber(best) then
  redis.call('ZADD', KEYS[1], score, ARGV[1])
end
return redis.call('ZREVRANK', KEYS[1], ARGV[1])`,
    keys: ['board'],
    argv: ['ann', '200'],
    setup: [
      ['DEL', 'board'],
      ['ZADD', 'board', '100', 'ann', '150', 'bob', '250', 'eve'],
    ],
    race: {
      separate: {
        U1: [
          command(['ZSCORE', 'board', 'ann'], {
            onlyOn: ['"100"'],
            thinks: { en: '200 is better: write it', ru: '200 лучше: записываем' },
          }),
          command(['ZADD', 'board', '200', 'ann']),
        ],
        U2: [
          command(['ZSCORE', 'board', 'ann'], {
            onlyOn: ['"100"', '"200"'],
            thinks: { en: '300 is better: write it', ru: '300 лучше: записываем' },
          }),
          command(['ZADD', 'board', '300', 'ann']),
        ],
      },
      atomic: { U1: [script('ann', '200')], U2: [script('ann', '300')] },
      orders: { lost: '1221', serial: '1122', atomic: '21' },
      check: ['ZSCORE', 'board', 'ann'],
      expected: '"300"',
      loss: {
        en: 'User 1 had compared with 100 and wrote 200 over 300: the best score is lost.',
        ru: 'Пользователь 1 сравнил со 100 и записал 200 поверх 300: лучший счёт потерян.',
      },
    },
  },
}

export const EXAMPLE_NAMES: readonly ExampleName[] = [
  'rate-limiter',
  'compare-and-set',
  'lock-release',
  'leaderboard',
]

/** An example by its name, or the first one. */
export function exampleName(name: string | undefined): ExampleName {
  return EXAMPLE_NAMES.find((each) => each === name) ?? 'rate-limiter'
}

/** The script with what it does as a comment above it. */
export function exampleScript(name: ExampleName, lang: Lang): string {
  const { about, script } = EXAMPLES[name]
  return `-- ${about[lang]}\n${script}`
}
