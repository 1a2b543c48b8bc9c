import type { RedisDatabase, RedisServerState } from 'js-redis-server/core'
import type { Notice } from './notice-names.ts'
import { told, type Happened } from './notice-order.ts'

interface Running {
  readonly words: readonly string[]
  /** Its name in the case in which it was written. */
  readonly typed: string
  readonly tell: Map<RedisServerState, Happened[]>
}

/** The innermost command that runs; commands run one at a time, and within each other only in EXEC and scripts. */
let running: Running | undefined

/** The command that runs now, to go on with after a wait. */
export function commandWords(): readonly string[] {
  return running?.words ?? []
}

/** The name of the command that runs now, as it was written: some errors repeat it. */
export function typedName(): string {
  return running?.typed ?? ''
}

/** Runs a command, and then tells what it changed. `words` are in lower case, its name the first. */
export function noticing<Result>(
  words: readonly string[],
  run: () => Result,
  typed = words[0] ?? '',
): Result {
  const outer = running
  const own: Running = { words, typed, tell: new Map() }
  running = own
  try {
    return run()
  } finally {
    running = outer
    for (const [state, happened] of own.tell) {
      for (const notice of told(words, happened)) publish(state, notice)
    }
  }
}

/**
 * Publishes keyspace notifications.
 *
 * Source: https://redis.io/docs/latest/develop/use/keyspace-notifications/
 */
export function publishNotices(state: RedisServerState, database: RedisDatabase): void {
  database.subscribe((event) => {
    if (state.notifyKeyspaceEvents === '' || event.type === 'flush') return
    const active = database.activeNotifyCommand ?? otherName(event.type)
    if (running && active !== expiring) {
      const happened = running.tell.get(state) ?? []
      running.tell.set(state, [...happened, { event, active }])
    } else if (active !== null) {
      for (const notice of told([active], [{ event, active }])) publish(state, notice)
    }
  })
}

const expiring = 'expired'

/** Expiry has no command; what MOVE and COPY change in another database goes by their names. */
function otherName(type: string): string | null {
  if (type === 'evict') return expiring
  return isAcross(running?.words[0]) ? (running?.words[0] ?? null) : null
}

function isAcross(name: string | undefined): boolean {
  return name === 'move' || name === 'copy'
}

function publish(
  { notifyKeyspaceEvents: flags, pubsubBroker }: RedisServerState,
  { eventClass, name, database, key }: Notice,
): void {
  if (!flags.includes('A') && !flags.includes(eventClass)) return
  if (flags.includes('K')) {
    const channel = Buffer.concat([Buffer.from(`__keyspace@${database}__:`), key])
    pubsubBroker.publish(channel, Buffer.from(name))
  }
  if (flags.includes('E')) {
    pubsubBroker.publish(Buffer.from(`__keyevent@${database}__:${name}`), Buffer.from(key))
  }
}
