import type { Reply } from '@keyspace/redis-lang'
import type { Pending } from '../session/pending.ts'
import type { ClientSession } from '../session/session-home.ts'

/** For those in MONITOR mode: Redis ran a session's command. */
export function showRan(
  session: ClientSession,
  { entry, command, transaction }: Pending,
  reply: Reply | undefined,
): void {
  const { home } = session
  if (home?.monitored !== true || entry === undefined || command === undefined) return
  const isQueued = transaction !== undefined && !/^(?:multi|exec|discard)$/.test(entry.role)
  const wasShown = entry.blocks && transaction === undefined
  if (!isQueued && !wasShown) home.ran(session, entry, command.argv, reply)
}

/** What may wait is shown when Redis gets to it, not when it is served. */
export function showWaiting(
  session: ClientSession,
  { kind, entry, command, transaction }: Pending,
): void {
  const { home } = session
  if (home?.monitored !== true || entry?.blocks !== true || command === undefined) return
  if (kind === 'upstream' && transaction === undefined) {
    home.ran(session, entry, command.argv, undefined)
  }
}
