import { useMessages } from '../../../i18n/index.ts'

const en = {
  lead: 'Memory is full, and a key has to go. Which one? Redis looks at a few and takes the best of them; here it stands beside a perfect choice, and beside a real server.',
  policy: 'maxmemory-policy',
  workload: 'What happens',
  workloads: {
    sequential: 'new keys',
    zipf: 'favourites',
    scan: 'a scan',
  },
  workloadTexts: {
    sequential:
      'New keys arrive one after the other. Before that the oldest fifth is read once, and becomes young again.',
    zipf: 'A few keys are asked for often, many rarely, as in most caches. A key that is not there is loaded.',
    scan: 'Favourites, and from second 11 to 15 somebody walks through keys that nobody asks for again.',
  },
  samples: 'Looks at',
  samplesValue: (count: number) => `${count}`,
  keys: 'Memory for',
  keysValue: (count: number) => `${count} keys`,
  more: 'LFU counters',
  factor: 'lfu-log-factor',
  decay: 'lfu-decay-time, minutes',
  exact: { lru: 'Exact LRU', lfu: 'Exact LFU', ttl: 'Exact order of expiry' },
  sampled: (count: number) => `Redis, ${count} samples`,
  plain: 'Redis',
  real: 'Real redis-server',
  hits: 'hits',
  evicted: 'evicted',
  legend: {
    old: 'from before',
    fresh: 'new',
    pale: 'paler: longer not used',
    gone: 'gone just now',
    was: 'gone',
    kept: 'no TTL, must stay',
  },
  second: (at: number, all: number) => `Second ${at} of ${all}`,
  filling: 'the memory is filled',
  working: 'at work',
  play: 'Play',
  stop: 'Stop',
  run: 'Run it on a real server',
  running: (at: number, all: number) => `On the real server: second ${at} of ${all}`,
  runHint:
    'It takes 20 seconds, because Redis counts ages in seconds. A server of its own is started for it, so your keys stay.',
  needsDedicated:
    'A real server is not available here: this Keyspace runs the embedded engine, which does not evict.',
  failed: (why: string) => `The real server did not run it: ${why}`,
  away: 'no answer came. Try again.',
  told: (bytes: string) => `maxmemory ${bytes}`,
  url: 'Look for yourself while this page is open:',
  ages: 'Of each tenth of the keys, by when they were last used: how many are still there',
  age: 'tenth',
  tenth: (number: number) =>
    number === 1 ? 'oldest' : number === 10 ? 'newest' : `tenth ${number}`,
  agreement: (mean: string, most: string) =>
    `Model and server are ${mean} apart on average, ${most} where it is most.`,
  points: (share: number) => `${Math.round(share * 100)} percentage points`,
  same: 'Chance is part of it: Redis picks its samples with dice, and so does the model.',
}

const ru: typeof en = {
  lead: 'Память кончилась, один ключ должен уйти. Какой? Redis смотрит на несколько и выбирает худший из них; рядом — идеальный выбор и настоящий сервер.',
  policy: 'maxmemory-policy',
  workload: 'Что происходит',
  workloads: {
    sequential: 'новые ключи',
    zipf: 'любимчики',
    scan: 'обход',
  },
  workloadTexts: {
    sequential:
      'Новые ключи приходят один за другим. Перед этим самую старую пятую часть один раз читают, и она снова молодая.',
    zipf: 'К нескольким ключам обращаются часто, к остальным редко — как в большинстве кэшей. Чего нет, то загружают.',
    scan: 'Любимчики, а с 11-й по 15-ю секунду кто-то обходит ключи, которые больше никому не нужны.',
  },
  samples: 'Смотрит на',
  samplesValue: (count) => `${count}`,
  keys: 'Места на',
  keysValue: (count) => `${count} ключей`,
  more: 'Счётчики LFU',
  factor: 'lfu-log-factor',
  decay: 'lfu-decay-time, минут',
  exact: { lru: 'Точный LRU', lfu: 'Точный LFU', ttl: 'Точно по сроку' },
  sampled: (count) => `Redis, выборка ${count}`,
  plain: 'Redis',
  real: 'Настоящий redis-server',
  hits: 'попаданий',
  evicted: 'вытеснено',
  legend: {
    old: 'были раньше',
    fresh: 'новые',
    pale: 'бледнее — дольше без обращений',
    gone: 'ушёл только что',
    was: 'ушёл',
    kept: 'без TTL, уйти не может',
  },
  second: (at, all) => `Секунда ${at} из ${all}`,
  filling: 'память наполняется',
  working: 'идёт работа',
  play: 'Показать',
  stop: 'Стоп',
  run: 'Запустить на настоящем сервере',
  running: (at, all) => `На настоящем сервере: секунда ${at} из ${all}`,
  runHint:
    'Это займёт 20 секунд: возраст Redis считает в секундах. Для опыта запускается отдельный сервер, ваши ключи останутся на месте.',
  needsDedicated:
    'Настоящего сервера здесь нет: этот Keyspace работает на встроенном движке, а он ничего не вытесняет.',
  failed: (why) => `На настоящем сервере не получилось: ${why}`,
  away: 'ответа нет. Попробуйте ещё раз.',
  told: (bytes) => `maxmemory ${bytes}`,
  url: 'Посмотрите сами, пока открыта эта страница:',
  ages: 'Сколько ключей осталось в каждой десятой части, по давности последнего обращения',
  age: 'часть',
  tenth: (number) =>
    number === 1 ? 'самые старые' : number === 10 ? 'самые новые' : `${number}-я часть`,
  agreement: (mean, most) =>
    `Модель и сервер расходятся в среднем на ${mean}, больше всего — на ${most}.`,
  points: (share) => `${Math.round(share * 100)} п. п.`,
  same: 'Без случая не обходится: Redis выбирает ключи наугад, и модель тоже.',
}

export const useEvictionMessages = () => useMessages({ en, ru })
