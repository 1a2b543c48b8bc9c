import { describe, expect, it } from 'vitest'
import type { KeyView } from '@keyspace/redis-lang'
import { applyChanges, fromSnapshot, GHOST_MS, keyId, liveViews, sweepGhosts } from './live-keys.ts'

function view(key: string, change: Partial<KeyView> = {}): KeyView {
  return {
    db: 0,
    key,
    ttlMs: null,
    encoding: 'embstr',
    memory: 56,
    length: 1,
    value: { type: 'string', value: 'v' },
    truncated: false,
    ...change,
  }
}

const id = keyId(0, 'a')

describe('the live keys', () => {
  it('show a snapshot without a flash', () => {
    const keys = fromSnapshot([view('a')], 1_000)
    expect(keys.get(id)).toMatchObject({ flash: 0, lastChange: 'none', state: 'live' })
  })

  it('flash again with every change and remember what was before', () => {
    const first = applyChanges(new Map(), [{ kind: 'added', view: view('a') }], 0)
    const second = applyChanges(first, [{ kind: 'changed', view: view('a', { length: 2 }) }], 1)
    expect(second.get(id)).toMatchObject({ flash: 2, lastChange: 'changed', before: view('a') })
  })

  it('keep a key that is gone in sight for a moment, but not as evidence', () => {
    const keys = fromSnapshot([view('a'), view('b')], 0)
    const after = applyChanges(keys, [{ kind: 'expired', db: 0, key: 'a' }], 100)
    expect(after.get(id)?.state).toBe('expired')
    expect(liveViews(after)).toEqual([view('b')])
    expect(sweepGhosts(after, 100 + GHOST_MS - 1).has(id)).toBe(true)
    expect(sweepGhosts(after, 100 + GHOST_MS).has(id)).toBe(false)
  })

  it('show a key again that comes back before it has faded', () => {
    const gone = applyChanges(
      fromSnapshot([view('a')], 0),
      [{ kind: 'deleted', db: 0, key: 'a' }],
      1,
    )
    const back = applyChanges(gone, [{ kind: 'added', view: view('a') }], 2)
    expect(back.get(id)).toMatchObject({ state: 'live', before: null })
    expect(sweepGhosts(back, 10_000).has(id)).toBe(true)
  })

  it('say nothing of a key that was never shown', () => {
    expect(applyChanges(new Map(), [{ kind: 'deleted', db: 0, key: 'a' }], 0).size).toBe(0)
  })

  it('run the TTL down from where it was set, whatever else is written meanwhile', () => {
    const set = applyChanges(new Map(), [{ kind: 'added', view: view('a', { ttlMs: 10_000 }) }], 0)
    const later = applyChanges(set, [{ kind: 'changed', view: view('a', { ttlMs: 4_010 }) }], 6_000)
    expect(later.get(id)).toMatchObject({ deadline: 10_010, ttlTotalMs: 10_000 })
    const rearmed = applyChanges(
      later,
      [{ kind: 'changed', view: view('a', { ttlMs: 60_000 }) }],
      7_000,
    )
    expect(rearmed.get(id)).toMatchObject({ deadline: 67_000, ttlTotalMs: 60_000 })
    const persisted = applyChanges(rearmed, [{ kind: 'changed', view: view('a') }], 8_000)
    expect(persisted.get(id)).toMatchObject({ deadline: null, ttlTotalMs: null })
  })

  it('tell the same name in two databases, and text from bytes, apart', () => {
    expect(new Set([keyId(0, 'a'), keyId(1, 'a'), keyId(0, { base64: 'a' })]).size).toBe(3)
  })
})
