import { describe, expect, it } from 'vitest'
import type { KeyView } from '@keyspace/redis-lang'
import { pastKeys, type KeysThen } from './past-keys.ts'

const view = (key: string, value: string, ttlMs: number | null = null): KeyView => ({
  db: 0,
  key,
  ttlMs,
  encoding: 'embstr',
  memory: 56,
  length: value.length,
  value: { type: 'string', value },
  truncated: false,
})
const then = (...keys: KeyView[]): KeysThen => ({ keys, total: keys.length, truncated: false })

const brief = (before: KeysThen, after: KeysThen, elapsedMs = 10): string[] =>
  pastKeys(3, before, after, elapsedMs).keys.map(
    ({ view: { key }, lastChange, state }) =>
      `${typeof key === 'string' ? key : key.base64} ${lastChange} ${state}`,
  )

describe('the keys after a step', () => {
  it('show what the step did, and what was there before stays dark', () => {
    const before = then(view('same', 'a'), view('changed', 'a'), view('gone', 'a'))
    const after = then(view('same', 'a'), view('changed', 'b'), view('new', 'a'))
    expect(brief(before, after)).toEqual([
      'same none live',
      'changed changed live',
      'gone deleted deleted',
      'new added live',
    ])
    const changed = pastKeys(3, before, after, 10).keys[1]
    expect(changed?.before?.value).toEqual({ type: 'string', value: 'a' })
  })

  it('tell an expired key from a deleted one, and a new deadline from time that went by', () => {
    const before = then(view('short', 'a', 5), view('long', 'a', 9_000), view('renewed', 'a', 500))
    const after = then(view('long', 'a', 8_000), view('renewed', 'a', 90_000))
    expect(brief(before, after, 1_000)).toEqual([
      'short expired expired',
      'long none live',
      'renewed changed live',
    ])
    expect(pastKeys(3, before, after, 1_000).keys[1]).toMatchObject({ deadline: 8_000 })
  })

  it('say nothing of what they do not see', () => {
    const before = { ...then(view('a', '1'), view('b', '1')), truncated: true, total: 900 }
    const after = { ...then(view('b', '2'), view('c', '1')), truncated: true, total: 900 }
    expect(brief(before, after)).toEqual(['a none live', 'b changed live'])
  })
})
