import type { Change, KeyView } from '@keyspace/redis-lang'
import { applyChanges, fromSnapshot, keyId, type LiveKey } from './live-keys.ts'

/** The keys as they were right after a step, and what the step did to them. */
export interface PastKeys {
  readonly step: number
  readonly keys: readonly LiveKey[]
  readonly total: number
  readonly isTruncated: boolean
}

/** The keyspace at a moment. */
export interface KeysThen {
  readonly keys: readonly KeyView[]
  readonly total: number
  readonly truncated: boolean
}

/**
 * The keys after a step beside those before it. `elapsedMs`: the time between the two, which tells
 * an expired key from a deleted one.
 */
export function pastKeys(
  step: number,
  before: KeysThen,
  then: KeysThen,
  elapsedMs: number,
): PastKeys {
  const isWhole = !before.truncated && !then.truncated
  const changes = changesBetween(before.keys, then.keys, elapsedMs).filter(
    ({ kind }) => isWhole || kind === 'changed',
  )
  const live = applyChanges(fromSnapshot(before.keys, 0), changes, 0)
  const refreshed = new Map(then.keys.map((view) => [keyId(view.db, view.key), view]))
  const keys = [...live.values()].map((key): LiveKey => {
    const view = refreshed.get(key.id) ?? key.view
    return { ...key, view, flash: step, deadline: view.ttlMs, ttlTotalMs: view.ttlMs }
  })
  return { step, keys, total: then.total, isTruncated: then.truncated }
}

function changesBetween(
  before: readonly KeyView[],
  then: readonly KeyView[],
  elapsedMs: number,
): readonly Change[] {
  const old = new Map(before.map((view) => [keyId(view.db, view.key), view]))
  const there = new Set(then.map((view) => keyId(view.db, view.key)))
  const written = then.flatMap((view): readonly Change[] => {
    const was = old.get(keyId(view.db, view.key))
    if (was === undefined) return [{ kind: 'added', view }]
    return isSame(was, view, elapsedMs) ? [] : [{ kind: 'changed', view }]
  })
  const gone = before.flatMap((view): readonly Change[] => {
    if (there.has(keyId(view.db, view.key))) return []
    const isExpired = view.ttlMs !== null && view.ttlMs <= elapsedMs
    return [{ kind: isExpired ? 'expired' : 'deleted', db: view.db, key: view.key }]
  })
  return [...written, ...gone]
}

/** Two looks at the same deadline may differ by so many milliseconds. */
const CLOCK_MS = 100

function isSame(was: KeyView, now: KeyView, elapsedMs: number): boolean {
  if ((was.ttlMs === null) !== (now.ttlMs === null)) return false
  const moved =
    was.ttlMs !== null &&
    now.ttlMs !== null &&
    Math.abs(was.ttlMs - elapsedMs - now.ttlMs) > CLOCK_MS
  if (moved || was.length !== now.length || was.encoding !== now.encoding) return false
  return JSON.stringify(was.value) === JSON.stringify(now.value)
}
