import type { Change, KeyView } from '@keyspace/redis-lang'
import type { CommandEvent, SandboxEvent } from '../event.ts'
import { keysOf, wordsOf } from '../command-words.ts'
import { keyId, keyText } from '../key-name.ts'
import {
  STAYS_MS,
  type Bomb,
  type Cause,
  type News,
  type Pending,
  type TtlBombPicture,
} from './model.ts'

/** The answer to a PTTL that we asked ourselves. `deadline` is on the events' clock. */
interface SyncEvent {
  readonly kind: 'sync'
  readonly at: number
  readonly id: string
  readonly deadline: number
}

/** Time passes: what has burned down explodes, what is over goes. */
interface TickEvent {
  readonly kind: 'tick'
  readonly at: number
}

export type TtlBombEvent = SandboxEvent | SyncEvent | TickEvent

/** Two looks at one deadline differ by the time on the way; more is another deadline. */
const NOISE_MS = 250
const NEWS_KEPT = 50
/** A command and what it changed are told within this. */
const PENDING_MS = 2_000
const VALUE_SHOWN = 40

/** These set a TTL; SET and GETEX when they are told to. */
const ARMING = /^(P?EXPIRE(AT)?|P?SETEX)$/
const ARMING_OPTION = /^(EX|PX|EXAT|PXAT)$/i

/** The picture after one more event. Source: https://redis.io/docs/latest/commands/expire/ */
export function reduceTtlBomb(picture: TtlBombPicture, event: TtlBombEvent): TtlBombPicture {
  switch (event.kind) {
    case 'snapshot':
      return fromSnapshot(picture, event.keys, event.at)
    case 'changes':
      return event.changes.reduce(
        (before, change) => withChange(before, change, event.changes, event.at),
        withoutOldPending(picture, event.at),
      )
    case 'command':
      return withCommand(picture, event)
    case 'sync':
      return withSync(picture, event)
    case 'tick':
      return withTick(picture, event.at)
  }
}

function fromSnapshot(
  picture: TtlBombPicture,
  keys: readonly KeyView[],
  at: number,
): TtlBombPicture {
  const bombs = new Map<string, Bomb>()
  for (const view of keys) {
    if (view.ttlMs === null) continue
    const known = picture.bombs.get(keyId(view.db, view.key))
    const bomb = bombOf(view, view.ttlMs, at)
    bombs.set(bomb.id, isSameFuse(known, bomb.deadline) ? { ...bomb, ...fuseOf(known) } : bomb)
  }
  return { ...picture, bombs, pending: [] }
}

function bombOf(view: KeyView, ttlMs: number, at: number): Bomb {
  return {
    id: keyId(view.db, view.key),
    db: view.db,
    key: view.key,
    name: keyText(view.key),
    type: view.value.type,
    state: 'burning',
    deadline: at + ttlMs,
    totalMs: Math.max(1, ttlMs),
    since: at,
    deletedAfterMs: null,
    read: null,
  }
}

function isSameFuse(known: Bomb | undefined, deadline: number): known is Bomb {
  return known?.state === 'burning' && Math.abs(known.deadline - deadline) < NOISE_MS
}

function fuseOf({ totalMs, since, read }: Bomb): Pick<Bomb, 'totalMs' | 'since' | 'read'> {
  return { totalMs, since, read }
}

function withChange(
  picture: TtlBombPicture,
  change: Change,
  together: readonly Change[],
  at: number,
): TtlBombPicture {
  const { db, key } = 'view' in change ? change.view : change
  const [command, pending] = claim(picture.pending, keyText(key))
  const before = { ...picture, pending }
  const { cause = null, keys = [], isArming = false } = command ?? {}
  const known = before.bombs.get(keyId(db, key))
  if (!('view' in change)) return withoutKey(before, known, change.kind, cause, at)
  if (change.view.ttlMs === null) return withoutTtl(before, known, cause, at)
  const bomb = bombOf(change.view, change.view.ttlMs, at)
  if (isSameFuse(known, bomb.deadline) && !isArming) {
    // The way only ever adds time, so the earlier of two looks is the better one.
    const deadline = Math.min(known.deadline, bomb.deadline)
    return put(before, { ...bomb, ...fuseOf(known), deadline })
  }
  const source = isArming ? undefined : sourceOf(before, bomb, keys, together)
  if (source !== undefined) {
    const carried = { ...bomb, totalMs: Math.max(bomb.totalMs, source.totalMs) }
    return tell(put(before, carried), 'carried', carried, cause, at, source.name)
  }
  return tell(put(before, bomb), known?.state === 'burning' ? 'rearmed' : 'armed', bomb, cause, at)
}

/** The bomb that RENAME, COPY or MOVE made this one of: its fuse goes on burning. */
function sourceOf(
  { bombs }: TtlBombPicture,
  bomb: Bomb,
  keys: readonly string[],
  together: readonly Change[],
): Bomb | undefined {
  const gone = new Set(
    together.flatMap((change) => ('view' in change ? [] : [keyId(change.db, change.key)])),
  )
  return [...bombs.values()].find(
    (other) =>
      other.id !== bomb.id &&
      (keys.includes(other.name) || gone.has(other.id)) &&
      Math.abs(other.deadline - bomb.deadline) < NOISE_MS,
  )
}

function withoutTtl(
  picture: TtlBombPicture,
  known: Bomb | undefined,
  cause: Cause | null,
  at: number,
): TtlBombPicture {
  if (known === undefined) return picture
  if (known.state === 'defused') return picture
  if (known.state !== 'burning') return drop(picture, known.id)
  const defused: Bomb = { ...known, state: 'defused', since: at }
  return tell(put(picture, defused), 'defused', defused, cause, at)
}

function withoutKey(
  picture: TtlBombPicture,
  known: Bomb | undefined,
  kind: 'deleted' | 'expired',
  cause: Cause | null,
  at: number,
): TtlBombPicture {
  if (known === undefined) return picture
  if (known.state === 'exploded') {
    return put(picture, { ...known, deletedAfterMs: Math.max(0, at - known.deadline) })
  }
  if (known.state !== 'burning') return drop(picture, known.id)
  if (kind === 'deleted') {
    const gone: Bomb = { ...known, state: 'gone', since: at }
    return tell(put(picture, gone), 'deleted', gone, cause, at)
  }
  return explode(picture, { ...known, deadline: Math.min(known.deadline, at) }, at, 0)
}

function explode(
  picture: TtlBombPicture,
  bomb: Bomb,
  at: number,
  deletedAfterMs: number | null,
): TtlBombPicture {
  const exploded: Bomb = { ...bomb, state: 'exploded', since: at, deletedAfterMs }
  return tell(put(picture, exploded), 'exploded', exploded, null, at)
}

function withCommand(picture: TtlBombPicture, event: CommandEvent): TtlBombPicture {
  const words = wordsOf(event.argv)
  const cause = { client: event.client, command: words[0] ?? '' }
  const pending: Pending = {
    at: event.at,
    cause,
    keys: keysOf(event.argv),
    isArming: isArming(words),
  }
  const next = { ...picture, pending: [...picture.pending, pending].slice(-64) }
  return cause.command === 'GET' ? withReading(next, words[1] ?? '', event) : next
}

function isArming(words: readonly string[]): boolean {
  const [command = '', ...rest] = words
  if (command !== 'SET' && command !== 'GETEX') return ARMING.test(command)
  return rest.slice(command === 'SET' ? 2 : 1).some((word) => ARMING_OPTION.test(word))
}

function withReading(picture: TtlBombPicture, name: string, event: CommandEvent): TtlBombPicture {
  const { reply, at, client } = event
  if (reply.kind !== 'bulk' && reply.kind !== 'nil') return picture
  const bomb = [...picture.bombs.values()].find((each) => each.name === name)
  if (bomb === undefined || bomb.state === 'gone') return picture
  const value = reply.kind === 'nil' ? null : shown(reply)
  const read: Bomb = { ...bomb, read: { at, client, value } }
  if (bomb.state === 'defused') return put(picture, read)
  const cause = { client, command: 'GET' }
  return tell(
    put(picture, read),
    value === null ? 'read-nil' : 'read',
    bomb,
    cause,
    at,
    value ?? '',
  )
}

function shown(bulk: { value: string } | { base64: string }): string {
  const text = 'value' in bulk ? bulk.value : keyText(bulk)
  return text.length > VALUE_SHOWN ? `${text.slice(0, VALUE_SHOWN)}…` : text
}

function withSync(picture: TtlBombPicture, { id, deadline, at }: SyncEvent): TtlBombPicture {
  const bomb = picture.bombs.get(id)
  if (bomb === undefined || deadline <= at) return picture
  // What we took for burned down has time left after all; the server is right.
  if (bomb.state === 'exploded' && bomb.deletedAfterMs === null) {
    return put(picture, { ...bomb, state: 'burning', deadline })
  }
  return bomb.state === 'burning' ? put(picture, { ...bomb, deadline }) : picture
}

function withTick(picture: TtlBombPicture, at: number): TtlBombPicture {
  let next = picture
  for (const bomb of picture.bombs.values()) {
    const isRead = bomb.read !== null && at - bomb.read.at >= STAYS_MS.read
    const now = isRead ? { ...bomb, read: null } : bomb
    if (isRead) next = put(next, now)
    if (bomb.state === 'burning') {
      if (bomb.deadline <= at) next = explode(next, now, at, null)
    } else if (at - bomb.since >= STAYS_MS[bomb.state]) next = drop(next, bomb.id)
  }
  return next
}

/** The newest command that named the key and whose change was not told yet. */
function claim(
  pending: readonly Pending[],
  name: string,
): readonly [Pending | undefined, readonly Pending[]] {
  const index = pending.findLastIndex(({ keys }) => keys.includes(name))
  const found = pending[index]
  if (found === undefined) return [undefined, pending]
  const rest = pending.map((each, at) =>
    at > index ? each : { ...each, keys: each.keys.filter((key) => key !== name) },
  )
  return [found, rest]
}

function withoutOldPending(picture: TtlBombPicture, at: number): TtlBombPicture {
  return { ...picture, pending: picture.pending.filter((each) => at - each.at < PENDING_MS) }
}

function put(picture: TtlBombPicture, bomb: Bomb): TtlBombPicture {
  return { ...picture, bombs: new Map(picture.bombs).set(bomb.id, bomb) }
}

function drop(picture: TtlBombPicture, id: string): TtlBombPicture {
  const bombs = new Map(picture.bombs)
  bombs.delete(id)
  return { ...picture, bombs }
}

function tell(
  picture: TtlBombPicture,
  kind: News['kind'],
  bomb: Bomb,
  cause: Cause | null,
  at: number,
  other = '',
): TtlBombPicture {
  const number = (picture.news.at(-1)?.number ?? 0) + 1
  const ms = kind === 'exploded' ? bomb.totalMs : Math.max(0, bomb.deadline - at)
  const news: News = { number, at, kind, key: bomb.name, other, ms, cause }
  return { ...picture, news: [...picture.news.slice(1 - NEWS_KEPT), news] }
}
