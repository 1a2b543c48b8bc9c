import type { BytesJson, Change, KeyView } from '@keyspace/redis-lang'

/** A key as the viewer shows it: what it is, when it ends, and what just happened to it. */
export interface LiveKey {
  /** Database and name, unique. */
  readonly id: string
  readonly view: KeyView
  readonly state: 'live' | 'deleted' | 'expired'
  /** Grows with every touch, so that a view can flash again; 0 for a key that was there before. */
  readonly flash: number
  readonly lastChange: 'none' | 'added' | 'changed' | 'deleted' | 'expired'
  /** The value before the last change; null when there was none. */
  readonly before: KeyView | null
  /** When it expires, in milliseconds of the clock given with the event; null when it does not. */
  readonly deadline: number | null
  /** The whole of the TTL that runs down, in milliseconds. */
  readonly ttlTotalMs: number | null
  /** When it was touched last, on the same clock. */
  readonly touchedAt: number
}

export type LiveKeys = ReadonlyMap<string, LiveKey>

/** How long a key that is gone stays visible, in milliseconds. */
export const GHOST_MS = 2_400
/** Two looks at the same deadline differ by the time on the way. */
const DEADLINE_NOISE_MS = 250

export function keyId(db: number, key: BytesJson): string {
  return `${db}:${typeof key === 'string' ? `t${key}` : `b${key.base64}`}`
}

/** The whole keyspace at once: nothing of it flashes, it was there before. */
export function fromSnapshot(views: readonly KeyView[], now: number): LiveKeys {
  return new Map(
    views.map((view) => {
      const live = liveKey(view, undefined, 'none', now)
      return [live.id, live]
    }),
  )
}

/** The keys after some changes. `now` is in milliseconds on any steady clock. */
export function applyChanges(keys: LiveKeys, changes: readonly Change[], now: number): LiveKeys {
  const next = new Map(keys)
  for (const change of changes) {
    if (change.kind === 'added' || change.kind === 'changed') {
      const id = keyId(change.view.db, change.view.key)
      const known = next.get(id)
      next.set(
        id,
        liveKey(change.view, known?.state === 'live' ? known : undefined, change.kind, now),
      )
      continue
    }
    const id = keyId(change.db, change.key)
    const known = next.get(id)
    if (known === undefined) continue
    next.set(id, {
      ...known,
      state: change.kind,
      lastChange: change.kind,
      flash: known.flash + 1,
      touchedAt: now,
    })
  }
  return next
}

/** Without the keys that are gone and have been seen going. */
export function sweepGhosts(keys: LiveKeys, now: number): LiveKeys {
  const isOver = (key: LiveKey): boolean => key.state !== 'live' && now - key.touchedAt >= GHOST_MS
  if (![...keys.values()].some(isOver)) return keys
  return new Map([...keys].filter(([, key]) => !isOver(key)))
}

/** The keys that are there, as the checking engine wants them. */
export function liveViews(keys: LiveKeys): readonly KeyView[] {
  return [...keys.values()].filter((key) => key.state === 'live').map((key) => key.view)
}

function liveKey(
  view: KeyView,
  known: LiveKey | undefined,
  lastChange: 'none' | 'added' | 'changed',
  now: number,
): LiveKey {
  const deadline = view.ttlMs === null ? null : now + view.ttlMs
  return {
    id: keyId(view.db, view.key),
    view,
    state: 'live',
    flash: lastChange === 'none' ? 0 : (known?.flash ?? 0) + 1,
    lastChange,
    before: known?.view ?? null,
    deadline,
    ttlTotalMs: ttlTotal(view.ttlMs, deadline, known),
    touchedAt: lastChange === 'none' ? 0 : now,
  }
}

function ttlTotal(
  ttlMs: number | null,
  deadline: number | null,
  known: LiveKey | undefined,
): number | null {
  if (ttlMs === null || deadline === null) return null
  const isSame =
    known?.deadline !== undefined &&
    known.deadline !== null &&
    Math.abs(known.deadline - deadline) < DEADLINE_NOISE_MS
  return isSame ? known.ttlTotalMs : ttlMs
}
