import type { BytesJson, KeyType } from '@keyspace/redis-lang'

/** What made a bomb what it is: a command of a client; absent when nobody told us (a script, a snapshot). */
export interface Cause {
  readonly client: string
  /** As Redis names it, such as `SETEX`. */
  readonly command: string
}

/**
 * `burning`: the key has a TTL · `exploded`: its time is over · `defused`: it lives on without a TTL ·
 * `gone`: deleted, or renamed, before its time.
 */
export type BombState = 'burning' | 'exploded' | 'defused' | 'gone'

/** A key that has, or just had, a TTL. Times are milliseconds on the events' clock. */
export interface Bomb {
  readonly id: string
  readonly db: number
  readonly key: BytesJson
  readonly name: string
  readonly type: KeyType
  readonly state: BombState
  /** When it explodes or exploded: the server's PTTL added to the moment it was told. */
  readonly deadline: number
  /** The whole TTL that the fuse stands for, at least 1. */
  readonly totalMs: number
  /** When it came into its state. */
  readonly since: number
  /** After an explosion: how much later the server told that it had deleted the key; null until then. */
  readonly deletedAfterMs: number | null
  readonly read: Reading | null
}

/** A GET of the key, a moment ago. */
interface Reading {
  readonly at: number
  readonly client: string
  /** The value's first characters; null for nil: too late. */
  readonly value: string | null
}

/** Something worth a sentence. `ms` is the TTL, or for `exploded` how long the fuse was. */
export interface News {
  /** Grows by one with each. */
  readonly number: number
  readonly at: number
  readonly kind:
    'armed' | 'rearmed' | 'carried' | 'defused' | 'exploded' | 'deleted' | 'read' | 'read-nil'
  readonly key: string
  /** For `carried`: the key it was before. For `read`: the value. */
  readonly other: string
  readonly ms: number
  readonly cause: Cause | null
}

/** A command whose changes are still to be told. */
export interface Pending {
  readonly at: number
  readonly cause: Cause
  readonly keys: readonly string[]
  /** It sets a TTL, whatever the key had before. */
  readonly isArming: boolean
}

export interface TtlBombPicture {
  readonly bombs: ReadonlyMap<string, Bomb>
  /** The newest last, bounded. */
  readonly news: readonly News[]
  readonly pending: readonly Pending[]
}

export const NO_BOMBS: TtlBombPicture = { bombs: new Map(), news: [], pending: [] }

/** How long what is over stays in sight, in milliseconds. */
export const STAYS_MS = { exploded: 8_000, gone: 900, defused: 20_000, read: 2_000 } as const

/** Milliseconds until it explodes, never below zero. */
export function leftMs(bomb: Bomb, now: number): number {
  return bomb.state === 'burning' ? Math.max(0, bomb.deadline - now) : 0
}

/** How much of the fuse is left, from 1 to 0. */
export function fuseShare(bomb: Bomb, now: number): number {
  return Math.min(1, leftMs(bomb, now) / bomb.totalMs)
}

/** Burning ones first, those that explode soonest in front; then what is over, the latest in front. */
export function inOrder(picture: TtlBombPicture): readonly Bomb[] {
  return [...picture.bombs.values()].sort((a, b) => {
    if (a.state === 'burning' && b.state === 'burning') return a.deadline - b.deadline
    if (a.state === 'burning') return -1
    if (b.state === 'burning') return 1
    return b.since - a.since
  })
}
