import { describe, expect, it } from 'vitest'
import type { Change, KeyView } from '@keyspace/redis-lang'
import { newsText } from './text-form.ts'
import { fuseShare, leftMs, NO_BOMBS, STAYS_MS, type TtlBombPicture } from './model.ts'
import { reduceTtlBomb, type TtlBombEvent } from './reduce.ts'

function view(key: string, ttlMs: number | null): KeyView {
  return {
    db: 0,
    key,
    ttlMs,
    encoding: 'embstr',
    memory: 56,
    length: 1,
    value: { type: 'string', value: 'v' },
    truncated: false,
  }
}

function command(at: number, line: string, reply: string | null = 'OK'): TtlBombEvent {
  return {
    kind: 'command',
    at,
    client: 'A',
    argv: line.split(' '),
    reply: reply === null ? { kind: 'nil' } : { kind: 'bulk', value: reply },
    serverMs: at,
    micros: 20,
  }
}

function changes(at: number, ...list: Change[]): TtlBombEvent {
  return { kind: 'changes', at, changes: list }
}

const added = (key: string, ttlMs: number | null): Change => ({
  kind: 'added',
  view: view(key, ttlMs),
})
const changed = (key: string, ttlMs: number | null): Change => ({
  kind: 'changed',
  view: view(key, ttlMs),
})

function after(...events: readonly TtlBombEvent[]): TtlBombPicture {
  return events.reduce(reduceTtlBomb, NO_BOMBS)
}

const bomb = (picture: TtlBombPicture, key = 'a') => picture.bombs.get(`0:t${key}`)
const kinds = (picture: TtlBombPicture) => picture.news.map(({ kind }) => kind)

const armed = [command(0, 'SETEX a 10 v'), changes(1, added('a', 10_000))]

describe('the TTL bomb', () => {
  it('is lit by a command that sets a TTL, and only then', () => {
    const picture = after(...armed, command(2, 'SET b v'), changes(3, added('b', null)))
    expect([...picture.bombs.keys()]).toEqual(['0:ta'])
    expect(bomb(picture)).toMatchObject({ state: 'burning', deadline: 10_001, totalMs: 10_000 })
    expect(picture.news[0]?.cause).toEqual({ client: 'A', command: 'SETEX' })
  })

  it('burns on when the value is written without touching the TTL', () => {
    const picture = after(
      ...armed,
      command(4_000, 'SET a w KEEPTTL'),
      changes(4_030, changed('a', 6_001)),
    )
    expect(bomb(picture)).toMatchObject({ deadline: 10_001, totalMs: 10_000 })
    expect(kinds(picture)).toEqual(['armed'])
  })

  it('gets a new fuse from EXPIRE, even one that ends at nearly the same time', () => {
    const picture = after(...armed, command(90, 'EXPIRE a 10'), changes(100, changed('a', 9_999)))
    expect(bomb(picture)).toMatchObject({ deadline: 10_099, totalMs: 9_999 })
    expect(kinds(picture)).toEqual(['armed', 'rearmed'])
  })

  it.each(['PERSIST a', 'SET a w', 'GETEX a PERSIST'])('is defused by %s', (line) => {
    const picture = after(...armed, command(50, line), changes(51, changed('a', null)))
    expect(bomb(picture)).toMatchObject({ state: 'defused', since: 51 })
    expect(leftMs({ ...armedBomb(), state: 'defused' }, 60)).toBe(0)
    expect(newsText(picture.news.at(-1)!, 'en')).toContain(
      `is defused: it lives on without a TTL (${line.split(' ')[0] ?? ''}, client A)`,
    )
  })

  it('can be armed again after it was defused', () => {
    const picture = after(
      ...armed,
      changes(51, changed('a', null)),
      command(60, 'EXPIRE a 5'),
      changes(61, changed('a', 5_000)),
    )
    expect(bomb(picture)).toMatchObject({ state: 'burning', totalMs: 5_000 })
    expect(kinds(picture)).toEqual(['armed', 'defused', 'armed'])
  })

  it('explodes at zero by itself, then hears that Redis has deleted the key', () => {
    const zero = after(...armed, { kind: 'tick', at: 10_001 })
    expect(bomb(zero)).toMatchObject({ state: 'exploded', deletedAfterMs: null })
    const told = reduceTtlBomb(zero, changes(10_060, { kind: 'expired', db: 0, key: 'a' }))
    expect(bomb(told)).toMatchObject({ state: 'exploded', deletedAfterMs: 59 })
    expect(kinds(told)).toEqual(['armed', 'exploded'])
    const later = reduceTtlBomb(told, { kind: 'tick', at: 10_001 + STAYS_MS.exploded })
    expect(later.bombs.size).toBe(0)
  })

  it('explodes when Redis says so, whatever our own count was', () => {
    const picture = after(...armed, changes(9_990, { kind: 'expired', db: 0, key: 'a' }))
    expect(bomb(picture)).toMatchObject({ state: 'exploded', deletedAfterMs: 0 })
  })

  it('shows what GET read in time, and (nil) when it was too late', () => {
    const inTime = after(...armed, command(5_000, 'GET a', 'secret'))
    expect(bomb(inTime)?.read).toEqual({ at: 5_000, client: 'A', value: 'secret' })
    const late = after(...armed, { kind: 'tick', at: 10_001 }, command(10_300, 'GET a', null))
    expect(bomb(late)?.read).toMatchObject({ value: null })
    expect(kinds(late)).toEqual(['armed', 'exploded', 'read-nil'])
  })

  it('shows what was read for a moment only', () => {
    const picture = after(...armed, command(5_000, 'GET a', 'secret'), {
      kind: 'tick',
      at: 5_000 + STAYS_MS.read,
    })
    expect(bomb(picture)).toMatchObject({ state: 'burning', read: null })
  })

  it('hands its fuse on with RENAME and COPY', () => {
    const renamed = after(
      ...armed,
      command(4_000, 'RENAME a b'),
      changes(4_005, { kind: 'deleted', db: 0, key: 'a' }, added('b', 6_000)),
    )
    expect(bomb(renamed, 'b')).toMatchObject({ state: 'burning', totalMs: 10_000 })
    expect(bomb(renamed, 'a')?.state).toBe('gone')
    expect(renamed.news.at(-1)).toMatchObject({ kind: 'carried', other: 'a', key: 'b' })
    const copied = after(...armed, command(4_000, 'COPY a c'), changes(4_005, added('c', 6_001)))
    expect(bomb(copied, 'c')).toMatchObject({ totalMs: 10_000 })
    expect(fuseShare(bomb(copied, 'c')!, 4_005)).toBeCloseTo(0.6, 2)
  })

  it('takes the same key in another database for another bomb', () => {
    const other: Change = { kind: 'added', view: { ...view('a', 500), db: 1 } }
    const picture = after(...armed, changes(2, other), { kind: 'tick', at: 600 })
    expect(bomb(picture)?.state).toBe('burning')
    expect(picture.bombs.get('1:ta')?.state).toBe('exploded')
  })

  it('follows the server when it is asked again', () => {
    const moved = after(...armed, { kind: 'sync', at: 500, id: '0:ta', deadline: 9_950 })
    expect(bomb(moved)?.deadline).toBe(9_950)
    const early = after(...armed, { kind: 'tick', at: 10_001 })
    const back = reduceTtlBomb(early, { kind: 'sync', at: 10_010, id: '0:ta', deadline: 10_500 })
    expect(bomb(back)?.state).toBe('burning')
  })
})

function armedBomb() {
  return bomb(after(...armed))!
}
