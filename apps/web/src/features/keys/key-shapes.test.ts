import { describe, expect, it } from 'vitest'
import type { KeyValue, KeyView } from '@keyspace/redis-lang'
import { fromSnapshot } from '../../stores/keyspace/live-keys.ts'
import { databases, listKeys } from './list-keys.ts'
import { scorePositions } from './score-scale.ts'
import { asPrettyJson, showBytes } from './show-bytes.ts'
import { timeLeft } from './time-left.ts'
import { touchedParts } from './touched-parts.ts'

function view(value: KeyValue, change: Partial<KeyView> = {}): KeyView {
  return {
    db: 0,
    key: 'k',
    ttlMs: null,
    encoding: 'listpack',
    memory: null,
    length: 1,
    value,
    truncated: false,
    ...change,
  }
}

const text: KeyValue = { type: 'string', value: 'v' }
const list = (...items: string[]) => view({ type: 'list', items })
const touched = (before: KeyView | null, now: KeyView) => [...touchedParts(before, now)]

describe('the touched parts of a value', () => {
  it('of a list are what is new at either end, or changed within', () => {
    expect(touched(list('b', 'c'), list('a', 'b', 'c'))).toEqual(['0'])
    expect(touched(list('a', 'b'), list('a', 'b', 'c', 'd'))).toEqual(['2', '3'])
    expect(touched(list('a', 'b', 'c'), list('a', 'X', 'c'))).toEqual(['1'])
    expect(touched(list('a', 'b', 'c'), list('b', 'c'))).toEqual([])
    expect(touched(list('a', 'a'), list('a', 'a', 'a'))).toHaveLength(1)
    expect(touched(null, list('a', 'b'))).toEqual(['0', '1'])
  })

  it('of a hash and a sorted set are the names whose value is another', () => {
    const hash = (...fields: [string, string][]) => view({ type: 'hash', fields })
    expect(touched(hash(['f', '1'], ['g', '2']), hash(['f', '1'], ['g', '3'], ['h', '4']))).toEqual(
      ['tg', 'th'],
    )
    const zset = (...members: [string, string][]) => view({ type: 'zset', members })
    expect(touched(zset(['a', '1'], ['b', '2']), zset(['b', '2'], ['a', '3']))).toEqual(['ta'])
  })

  it('of a set and a stream are what was added', () => {
    expect(
      touched(view({ type: 'set', members: ['a'] }), view({ type: 'set', members: ['b', 'a'] })),
    ).toEqual(['tb'])
    const stream = (...ids: string[]) =>
      view({ type: 'stream', entries: ids.map((id) => ({ id, fields: [] })) })
    expect(touched(stream('1-0'), stream('1-0', '2-0'))).toEqual(['2-0'])
  })

  it('are all of it when the type is another', () => {
    expect(touched(view(text), list('a', 'b'))).toEqual(['0', '1'])
  })
})

describe('bytes for people', () => {
  it('stay as they are when they are text', () => {
    expect(showBytes('Привет\nмир')).toEqual({ text: 'Привет\nмир', isEscaped: false })
  })

  it('escape what cannot be seen', () => {
    expect(showBytes('a\u0000b\tc')).toEqual({ text: 'a\\x00b\\tc', isEscaped: true })
    expect(showBytes('user\u202etxt').text).not.toContain('\u202e')
    expect(showBytes({ base64: btoa('\u00ff\u0001') }).text).toBe('\\xff\\x01')
  })

  it('are laid out when they are JSON, not when they only look like it', () => {
    expect(asPrettyJson('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}')
    expect(asPrettyJson('{a}')).toBeUndefined()
    expect(asPrettyJson('42')).toBeUndefined()
  })
})

describe('the list of keys', () => {
  const keys = [
    ...fromSnapshot(
      [
        view(text, { key: 'user:10', ttlMs: 50 }),
        view(text, { key: 'user:9' }),
        view(text, { key: 'b', ttlMs: 10 }),
        view(text, { key: 'other', db: 2 }),
      ],
      0,
    ).values(),
  ]
  const names = (filter: string, order: 'name' | 'ttl' = 'name') =>
    listKeys(keys, { db: 0, text: filter, order }).map((key) => key.view.key)

  it('sorts numbers in names as numbers', () => {
    expect(names('')).toEqual(['b', 'user:9', 'user:10'])
  })

  it('puts what expires first in front', () => {
    expect(names('', 'ttl')).toEqual(['b', 'user:10', 'user:9'])
  })

  it('filters by a part of the name or a pattern', () => {
    expect(names('USER')).toEqual(['user:9', 'user:10'])
    expect(names('user:?')).toEqual(['user:9'])
    expect(names('*:1*')).toEqual(['user:10'])
    expect(names('[')).toEqual([])
  })

  it('knows the databases that hold something', () => {
    expect(databases(keys)).toEqual([0, 2])
  })
})

describe('the time left', () => {
  const units = { s: 's', min: 'min', h: 'h', d: 'd' }
  it.each([
    [9_999, '9.9 s'],
    [0, '0.0 s'],
    [-50, '0.0 s'],
    [59_999, '59 s'],
    [65_000, '1:05 min'],
    [3_600_000, '1:00 h'],
    [90_000_000, '1 d 1 h'],
  ])('%d ms is %s', (ms, shown) => {
    expect(timeLeft(ms, units)).toBe(shown)
  })
})

describe('the places of scores', () => {
  it('run from the lowest to the highest, infinity at the ends', () => {
    expect(scorePositions(['-inf', '10', '15', '20', 'inf'])).toEqual([0, 0, 0.5, 1, 1])
    expect(scorePositions(['7', '7'])).toEqual([0.5, 0.5])
    expect(scorePositions(['inf'])).toEqual([1])
  })
})
