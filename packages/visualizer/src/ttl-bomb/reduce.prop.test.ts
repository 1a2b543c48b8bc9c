import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Change, KeyView } from '@keyspace/redis-lang'
import { fuseShare, leftMs, NO_BOMBS, type TtlBombPicture } from './model.ts'
import { reduceTtlBomb, type TtlBombEvent } from './reduce.ts'

type Act =
  | {
      readonly kind: 'write' | 'persist' | 'delete' | 'wait'
      readonly key: string
      readonly ms: number
    }
  | { readonly kind: 'arm'; readonly key: string; readonly ms: number }

const acts: fc.Arbitrary<readonly Act[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('write', 'arm', 'persist', 'delete', 'wait'),
    key: fc.constantFrom('a', 'b', 'c'),
    ms: fc.integer({ min: 300, max: 60_000 }),
  }),
  { maxLength: 60 },
)

/** A keyspace with nothing but deadlines: what Redis would do, told as the sandbox tells it. */
class Keyspace {
  readonly deadlines = new Map<string, number | null>()
  now = 0

  act({ kind, key, ms }: Act): readonly TtlBombEvent[] {
    switch (kind) {
      case 'wait':
        return this.wait(ms)
      case 'delete':
        return this.deadlines.delete(key) ? [this.tell({ kind: 'deleted', db: 0, key })] : []
      case 'write':
        return this.set(key, null, `SET ${key} v`)
      case 'persist':
        return this.deadlines.has(key) ? this.set(key, null, `PERSIST ${key}`) : []
      case 'arm':
        return this.set(key, this.now + ms, `SET ${key} v PX ${ms}`)
    }
  }

  views(): readonly KeyView[] {
    return [...this.deadlines.keys()].map((key) => this.view(key))
  }

  private wait(ms: number): readonly TtlBombEvent[] {
    this.now += ms
    const over = [...this.deadlines].filter(([, at]) => at !== null && at <= this.now)
    for (const [key] of over) this.deadlines.delete(key)
    return [
      { kind: 'tick', at: this.now },
      ...over.map(([key]) => this.tell({ kind: 'expired', db: 0, key })),
    ]
  }

  private set(key: string, deadline: number | null, line: string): readonly TtlBombEvent[] {
    const kind = this.deadlines.has(key) ? 'changed' : 'added'
    this.deadlines.set(key, deadline)
    return [
      {
        kind: 'command',
        at: this.now,
        client: 'A',
        argv: line.split(' '),
        reply: { kind: 'status', value: 'OK' },
        serverMs: this.now,
        micros: 10,
      },
      this.tell({ kind, view: this.view(key) }),
    ]
  }

  private tell(change: Change): TtlBombEvent {
    return { kind: 'changes', at: this.now, changes: [change] }
  }

  private view(key: string): KeyView {
    const deadline = this.deadlines.get(key) ?? null
    return {
      db: 0,
      key,
      ttlMs: deadline === null ? null : deadline - this.now,
      encoding: 'embstr',
      memory: null,
      length: 1,
      value: { type: 'string', value: 'v' },
      truncated: false,
    }
  }
}

function burning(picture: TtlBombPicture): Record<string, number> {
  const bombs = [...picture.bombs.values()].filter(({ state }) => state === 'burning')
  return Object.fromEntries(bombs.map(({ name, deadline }) => [name, deadline]))
}

function played(list: readonly Act[]) {
  const keyspace = new Keyspace()
  const events = list.flatMap((act) => keyspace.act(act))
  return { keyspace, events, picture: events.reduce(reduceTtlBomb, NO_BOMBS) }
}

describe('the reducer', () => {
  it('knows after any events what a snapshot would tell', () => {
    fc.assert(
      fc.property(acts, (list) => {
        const { keyspace, picture } = played(list)
        const keys = keyspace.views()
        const fresh = reduceTtlBomb(NO_BOMBS, { kind: 'snapshot', at: keyspace.now, keys })
        expect(burning(picture)).toEqual(burning(fresh))
        const again = reduceTtlBomb(picture, { kind: 'snapshot', at: keyspace.now, keys })
        expect(burning(again)).toEqual(burning(fresh))
      }),
    )
  })

  it('never shows less than no time, nor more than a whole fuse', () => {
    fc.assert(
      fc.property(acts, fc.integer({ min: 0, max: 120_000 }), (list, later) => {
        const { keyspace, picture } = played(list)
        for (const bomb of picture.bombs.values()) {
          for (const at of [keyspace.now, keyspace.now + later]) {
            expect(leftMs(bomb, at)).toBeGreaterThanOrEqual(0)
            expect(fuseShare(bomb, at)).toBeGreaterThanOrEqual(0)
            expect(fuseShare(bomb, at)).toBeLessThanOrEqual(1)
          }
        }
      }),
    )
  })

  it('lets nothing burn past its end, and forgets what is over', () => {
    fc.assert(
      fc.property(acts, (list) => {
        const { keyspace, picture } = played(list)
        const end = keyspace.now + 200_000
        const exploded = reduceTtlBomb(picture, { kind: 'tick', at: end })
        expect(burning(exploded)).toEqual({})
        const swept = reduceTtlBomb(exploded, { kind: 'tick', at: end + 60_000 })
        expect(swept.bombs.size).toBe(0)
      }),
    )
  })

  it('numbers its news without a gap, and keeps a bounded number of them', () => {
    fc.assert(
      fc.property(acts, (list) => {
        const { news } = played([...list, ...list, ...list]).picture
        expect(news.length).toBeLessThanOrEqual(50)
        news.forEach(({ number }, index) => {
          expect(number).toBe((news[0]?.number ?? 0) + index)
        })
      }),
    )
  })
})
