import type { KeyValue, KeyView, ReplyJson } from '@keyspace/redis-lang'
import { parse } from 'yaml'
import { describe, expect, it } from 'vitest'
import { checkSchema, type Check } from '../schema/check.ts'
import { judge, type AnsweredCommand, type Evidence } from './index.ts'

function view(key: string, value: KeyValue, rest: Partial<KeyView> = {}): KeyView {
  const length = value.type === 'string' ? JSON.stringify(value.value).length - 2 : 1
  return {
    db: 0,
    key,
    ttlMs: null,
    encoding: 'x',
    memory: null,
    length,
    truncated: false,
    value,
    ...rest,
  }
}

function answered(line: string, reply: ReplyJson, client = 'A'): AnsweredCommand {
  return { client, argv: line.split(' '), reply }
}

const OK = { kind: 'status', value: 'OK' } as const
const ERR = { kind: 'error', code: 'ERR', value: 'ERR no' } as const

/** A keyspace with a key of each type, and the commands that a learner ran. */
const EVIDENCE: Evidence = {
  keys: [
    view('name', { type: 'string', value: 'Alex' }),
    view('token', { type: 'string', value: 't' }, { ttlMs: 59_600 }),
    view('far', { type: 'string', value: 'x' }, { db: 3 }),
    view('raw', { type: 'string', value: { base64: '/w==' } }),
    view('queue', { type: 'list', items: ['a', 'b', 'a'] }, { length: 3 }),
    view('tags', { type: 'set', members: ['y', 'x'] }, { length: 2 }),
    view(
      'user:1',
      {
        type: 'hash',
        fields: [
          ['age', '25'],
          ['name', 'Alex'],
        ],
      },
      { length: 2 },
    ),
    view(
      'board',
      {
        type: 'zset',
        members: [
          ['ann', '1'],
          ['bob', '2.5'],
        ],
      },
      { length: 2 },
    ),
    view('long', { type: 'list', items: ['a'] }, { length: 500, truncated: true }),
    view('log', { type: 'stream', entries: [] }, { length: 0 }),
  ],
  commands: [
    answered('ping', { kind: 'status', value: 'PONG' }),
    answered('SET user:1 Alex ex 10', OK),
    answered('GET user:1', { kind: 'bulk', value: 'Alex' }),
    answered('GET user:1', ERR),
    answered('INCR hits', { kind: 'integer', value: 1 }, 'B'),
    answered('KEYS *', ERR),
  ],
}

function toCheck(assertions: string, rest = ''): Check {
  const yaml = checkSchema.parse(parse(`say: Do it.\nassert:\n${assertions}\n${rest}`))
  const { title, ...others } = yaml
  return { id: 'one', ...(title === undefined ? {} : { title }), ...others }
}

const passes = (assertions: string) => judge(toCheck(assertions), EVIDENCE, 'en').passed

describe('what holds', () => {
  it.each([
    '- key: name',
    '- {key: name, exists: true}',
    '- {key: far, db: 3}',
    '- missing: nobody',
    '- missing: [nobody, far]',
    '- {key: name, type: string, value: Alex, length: 4, ttl: none}',
    '- {key: user:1, fields: {name: Alex, age: 25}}',
    '- {key: token, ttl: any}',
    '- {key: token, ttl: {min: 50, max: 60}}',
    '- {key: token, ttl: {min: 60}}',
    '- {key: queue, items: [a, b, a]}',
    '- {key: queue, length: {min: 2}, includes: [b]}',
    '- {key: tags, members: [x, y]}',
    '- {key: board, scores: {bob: 2.5, ann: 1}}',
    '- {key: board, includes: [ann]}',
    '- {key: user:1, includes: [age]}',
    '- {key: long, length: 500}',
    '- {key: long, includes: [a]}',
    '- keys: 9',
    '- {keys: 1, db: 3}',
    '- {keys: {min: 1, max: 2}, match: "user:*"}',
    '- used: PING',
    '- used: set user:* * EX',
    '- {used: GET, times: 1}',
    '- {used: INCR, client: B}',
    '- forbidden: FLUSHALL',
    '- {forbidden: INCR, client: A}',
    '- reply: {to: PING, is: PONG}',
    '- reply: {to: GET user:1, is: \'"Alex"\'}',
    '- reply: {to: INCR *, like: "(integer) *", client: B}',
    '- reply: {to: [PONG, PING], is: PONG}',
    '- reply: {to: GET user:1, is: "(error) ERR no"}',
  ])('%s', (assertions) => expect(passes(assertions)).toBe(true))
})

describe('what does not hold', () => {
  it.each([
    ['- key: nobody', 'The key nobody: expected some value, got no such key.'],
    ['- key: far', 'The key far: expected some value, got no such key.'],
    ['- missing: name', 'The key name: expected no such key, got a key that is there.'],
    ['- {key: name, type: list}', 'The key name: expected type list, got type string.'],
    ['- {key: name, value: alex}', 'The key name: expected "alex", got "Alex".'],
    ['- {key: queue, value: a}', 'The key queue: expected "a", got type list.'],
    ['- {key: name, ttl: any}', 'The key name: expected a TTL, got no TTL.'],
    ['- {key: token, ttl: none}', 'The key token: expected no TTL, got a TTL of 60 seconds.'],
    [
      '- {key: token, ttl: {min: 61}}',
      'The key token: expected a TTL of at least 61 seconds, got a TTL of 60 seconds.',
    ],
    [
      '- {key: token, ttl: {max: 1}}',
      'The key token: expected a TTL of at most 1 second, got a TTL of 60 seconds.',
    ],
    ['- {key: queue, length: 2}', 'The key queue: expected length 2, got length 3.'],
    [
      '- {key: queue, items: [a, a, b]}',
      'The key queue: expected ["a", "a", "b"], got ["a", "b", "a"].',
    ],
    ['- {key: tags, members: [x]}', 'The key tags: expected ["x"], got ["x", "y"].'],
    [
      '- {key: user:1, fields: {name: Alex}}',
      'The key user:1: expected {name: "Alex"}, got {age: "25", name: "Alex"}.',
    ],
    [
      '- {key: board, scores: {ann: 1, bob: 3}}',
      'The key board: expected {ann: 1, bob: 3}, got {ann: 1, bob: 2.5}.',
    ],
    ['- {key: tags, includes: [z]}', 'The key tags: expected ["z"] in it, got ["y", "x"].'],
    [
      '- {key: long, includes: [z]}',
      'The key long: expected ["z"] in it, got more than can be compared here.',
    ],
    [
      '- {key: long, items: [a]}',
      'The key long: expected ["a"], got more than can be compared here.',
    ],
    ['- {key: log, includes: [z]}', 'The key log: expected ["z"] in it, got type stream.'],
    ['- {keys: {max: 8}}', 'The number of keys: expected at most 8, got 9.'],
    ['- {keys: 2, match: "user:*"}', 'The number of keys user:*: expected 2, got 1.'],
    ['- used: DEL', 'The command DEL: expected at least 1 time, got not once.'],
    [
      '- used: set user:1 alex',
      'The command set user:1 alex: expected at least 1 time, got not once.',
    ],
    [
      '- {used: GET, times: {min: 2, max: 3}}',
      'The command GET: expected 2 to 3 times, got 1 time.',
    ],
    [
      '- {used: INCR, client: A}',
      'The command INCR in terminal A: expected at least 1 time, got not once.',
    ],
    ['- forbidden: KEYS', 'The command KEYS: expected not once, got 1 time.'],
    ['- reply: {to: GET, is: x}', 'The reply to GET: expected x, got nothing yet: it was not run.'],
    [
      '- reply: {to: [GET, MGET *], is: x}',
      'The reply to GET / MGET *: expected x, got nothing yet: it was not run.',
    ],
    ['- reply: {to: PING, is: \'"PONG"\'}', 'The reply to PING: expected "PONG", got PONG.'],
    ['- reply: {to: PING, like: "P?"}', 'The reply to PING: expected something like P?, got PONG.'],
  ])('%s', (assertions, say) => {
    const verdict = judge(toCheck(assertions), EVIDENCE, 'en')
    expect(verdict.passed).toBe(false)
    expect(verdict.results.filter(({ passed }) => !passed).map((result) => result.say)).toEqual([
      say,
    ])
  })

  it('is said in Russian too', () => {
    const check = toCheck('- {key: token, ttl: {max: 5}}\n- {used: GET, times: 2}\n- missing: name')
    expect(judge(check, EVIDENCE, 'ru').results.map(({ say }) => say)).toEqual([
      'Ключ token: ожидается TTL не больше 5 с, сейчас TTL 60 с.',
      'Команда GET: ожидается 2 раза, сейчас 1 раз.',
      'Ключ name: ожидается отсутствие ключа, сейчас ключ есть.',
    ])
  })

  it('is said in the author`s words', () => {
    const check = toCheck('- {key: name, value: $&, say: "Not {actual}, {expected}!"}')
    expect(judge(check, EVIDENCE, 'en').results[0]?.say).toBe('Not "Alex", "$&"!')
  })
})

describe('what a program printed', () => {
  const judgeOutput = (
    assertion: string,
    printed?: readonly string[],
    lang: 'en' | 'ru' = 'en',
  ) => {
    const evidence = { ...EVIDENCE, ...(printed === undefined ? {} : { printed: { p1: printed } }) }
    const { passed, results } = judge({ ...toCheck(assertion), for: 'p1' }, evidence, lang)
    return passed || results[0]?.say
  }
  const PRINTED = ['connected', 'user [1]', 'took 12 ms', 'bye']

  it.each([
    '- output: user [1]',
    '- output: [connected, bye]',
    '- output: {like: took * ms}',
    '- output: {like: ["conn*", "b?e"]}',
  ])('holds: %s', (assertion) => expect(judgeOutput(assertion, PRINTED)).toBe(true))

  it.each([
    ['- output: user', 'The output: expected user, got connected ⏎ user [1] ⏎ took 12 ms ⏎ bye.'],
    ['- output: [bye, connected]', /^The output: expected bye ⏎ connected, got /],
    ['- output: {like: "user [1]"}', /^The output: expected something like user \[1\], got /],
  ])('does not hold: %s', (assertion, say) => expect(judgeOutput(assertion, PRINTED)).toMatch(say))

  it('is told apart from a program that printed nothing, and from none', () => {
    expect(judgeOutput('- output: x', [])).toBe('The output: expected x, got nothing.')
    expect(judgeOutput('- output: x')).toBe(
      'The output: expected x, got nothing yet: the program was not run.',
    )
    expect(judgeOutput('- output: x', [], 'ru')).toBe(
      'Вывод программы: ожидается x, сейчас ничего.',
    )
  })
})

describe('mistakes', () => {
  const mistakes =
    'mistakes:\n- {when: {key: none}, say: first}\n- {when: [{key: name}, {used: GET}], say: second}\n- {when: {key: name}, say: third}'

  it('names the first one whose signs are all there', () => {
    expect(judge(toCheck('- key: nobody', mistakes), EVIDENCE, 'en').mistake).toBe('second')
  })

  describe('of commands alone', () => {
    const check = toCheck(
      '- key: nobody',
      'mistakes:\n- {when: {used: GET a}, say: looked}\n- {when: {reply: {to: INCR *, like: "*ERR*"}}, say: counted}\n- {when: {key: name, value: Bob}, say: stored}',
    )
    const told = (...commands: AnsweredCommand[]) =>
      judge(check, { ...EVIDENCE, commands }, 'en').mistake
    const look = answered('GET a', { kind: 'bulk', value: 'x' })
    const failed = answered('INCR b', ERR)

    it('tells the one that was made last', () => {
      expect(told(failed, look)).toBe('looked')
      expect(told(look, failed)).toBe('counted')
    })

    it('takes back what a later answer to the same command has mended', () => {
      expect(told(failed, answered('INCR c', { kind: 'integer', value: 1 }))).toBeUndefined()
    })

    it('goes by the order of the author when one speaks of keys', () => {
      const first = { ...check, mistakes: check.mistakes.toReversed() }
      const bob = view('name', { type: 'string', value: 'Bob' })
      const evidence = { keys: [bob], commands: [look, failed] }
      expect(judge(first, evidence, 'en').mistake).toBe('stored')
    })
  })

  it('names none when the check passes', () => {
    expect(judge(toCheck('- key: name', mistakes), EVIDENCE, 'en')).toEqual({
      passed: true,
      results: [expect.objectContaining({ passed: true })],
    })
  })
})
