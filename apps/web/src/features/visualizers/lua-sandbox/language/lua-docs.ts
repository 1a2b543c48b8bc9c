import type { Locale } from '../../../../i18n/index.ts'

/** A function or a variable of a script: how it is called, and what it does. */
export interface LuaDoc {
  readonly signature: string
  readonly text: Readonly<Record<Locale, string>>
}

/**
 * What completion and hover say, by name. What is not here is completed by its name alone.
 *
 * Source: https://redis.io/docs/latest/develop/programmability/lua-api/
 */
export const LUA_DOCS: Readonly<Record<string, LuaDoc>> = {
  KEYS: {
    signature: 'KEYS[1]',
    text: {
      en: 'The key names that EVAL was given, from 1. Redis Cluster finds the server by them.',
      ru: 'Имена ключей, переданные EVAL, с единицы. По ним Redis Cluster находит сервер.',
    },
  },
  ARGV: {
    signature: 'ARGV[1]',
    text: {
      en: 'The other arguments, from 1. They are strings: use tonumber to count with them.',
      ru: 'Остальные аргументы, с единицы. Это строки: чтобы считать, нужен tonumber.',
    },
  },
  redis: {
    signature: 'redis',
    text: {
      en: 'The way from a script to Redis.',
      ru: 'Дорога из скрипта в Redis.',
    },
  },
  'redis.call': {
    signature: "redis.call('GET', KEYS[1])",
    text: {
      en: 'Runs a command. An error of the command ends the script. A missing value comes as false.',
      ru: 'Выполняет команду. Ошибка команды завершает скрипт. Отсутствующее значение приходит как false.',
    },
  },
  'redis.pcall': {
    signature: "redis.pcall('INCR', KEYS[1])",
    text: {
      en: 'As redis.call, but an error comes back as a table with the field err, and the script goes on.',
      ru: 'Как redis.call, но ошибка возвращается таблицей с полем err, и скрипт продолжается.',
    },
  },
  'redis.error_reply': {
    signature: "redis.error_reply('MYERR text')",
    text: {
      en: 'An error to return to the client.',
      ru: 'Ошибка, которую можно вернуть клиенту.',
    },
  },
  'redis.status_reply': {
    signature: "redis.status_reply('OK')",
    text: {
      en: 'A status, such as OK, to return to the client.',
      ru: 'Статус вроде OK, который можно вернуть клиенту.',
    },
  },
  'redis.sha1hex': {
    signature: 'redis.sha1hex(text)',
    text: {
      en: 'The SHA1 of a string in hexadecimal. EVALSHA names a script by it.',
      ru: 'SHA1 строки шестнадцатеричными цифрами. Так EVALSHA называет скрипт.',
    },
  },
  'redis.log': {
    signature: "redis.log(redis.LOG_NOTICE, 'text')",
    text: {
      en: 'Writes a line into the log of the server.',
      ru: 'Пишет строку в журнал сервера.',
    },
  },
  'redis.setresp': {
    signature: 'redis.setresp(3)',
    text: {
      en: 'From here on redis.call answers with the types of RESP2 or RESP3.',
      ru: 'Дальше redis.call отвечает типами RESP2 или RESP3.',
    },
  },
  'redis.acl_check_cmd': {
    signature: "redis.acl_check_cmd('SET', KEYS[1])",
    text: {
      en: 'Whether the user may run that command.',
      ru: 'Разрешена ли пользователю эта команда.',
    },
  },
  'redis.replicate_commands': {
    signature: 'redis.replicate_commands()',
    text: {
      en: 'Does nothing since Redis 7: scripts are always replicated by what they did.',
      ru: 'С Redis 7 ничего не делает: скрипты всегда реплицируются по результату.',
    },
  },
  'cjson.encode': {
    signature: 'cjson.encode(value)',
    text: { en: 'A value as JSON.', ru: 'Значение в виде JSON.' },
  },
  'cjson.decode': {
    signature: 'cjson.decode(text)',
    text: {
      en: 'The value of a JSON text; null comes as cjson.null.',
      ru: 'Значение из текста JSON; null приходит как cjson.null.',
    },
  },
  'cmsgpack.pack': {
    signature: 'cmsgpack.pack(value, …)',
    text: { en: 'Values as MessagePack.', ru: 'Значения в формате MessagePack.' },
  },
  'cmsgpack.unpack': {
    signature: 'cmsgpack.unpack(bytes)',
    text: { en: 'The values of a MessagePack string.', ru: 'Значения из строки MessagePack.' },
  },
  'struct.pack': {
    signature: "struct.pack('>I4', number)",
    text: {
      en: 'Values as bytes, laid out as the format says.',
      ru: 'Значения в байтах, разложенные по формату.',
    },
  },
  'struct.unpack': {
    signature: "struct.unpack('>I4', bytes)",
    text: { en: 'The values in the bytes.', ru: 'Значения из байтов.' },
  },
  'bit.band': {
    signature: 'bit.band(a, b, …)',
    text: { en: 'Bitwise and, on 32 bits.', ru: 'Побитовое «и» на 32 битах.' },
  },
  'bit.bor': {
    signature: 'bit.bor(a, b, …)',
    text: { en: 'Bitwise or, on 32 bits.', ru: 'Побитовое «или» на 32 битах.' },
  },
  tonumber: {
    signature: 'tonumber(text)',
    text: {
      en: 'The number that a string spells; nil when it spells none.',
      ru: 'Число, записанное строкой; nil, если это не число.',
    },
  },
  pcall: {
    signature: 'pcall(f, …)',
    text: {
      en: 'Calls a function and catches its error: true and the results, or false and the error.',
      ru: 'Вызывает функцию и ловит ошибку: true и результаты или false и ошибка.',
    },
  },
  unpack: {
    signature: 'unpack(list)',
    text: {
      en: 'The items of a list as several values; 8,000 at most.',
      ru: 'Элементы списка отдельными значениями; не больше 8000.',
    },
  },
}
