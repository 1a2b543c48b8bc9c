import { PUSH_NAME, watchEvent, type WatchEvent } from '@keyspace/protocol'
import type { Argv, Reply } from '@keyspace/redis-lang'

/** Asks a RESP3 connection to tell what happens in the sandbox, from every client. */
export const WATCH_ON: Argv = ['KEYSPACE.WATCH', 'ON'].map((word) => new TextEncoder().encode(word))

/** The event in a push of the sandbox's own; undefined for any other message. */
export function readWatchEvent(message: Reply): WatchEvent | undefined {
  if (message.kind !== 'push') return undefined
  const [name, body] = message.items
  if (name?.kind !== 'bulk' || body?.kind !== 'bulk') return undefined
  const text = new TextDecoder()
  if (text.decode(name.value) !== PUSH_NAME) return undefined
  try {
    return watchEvent.safeParse(JSON.parse(text.decode(body.value))).data
  } catch {
    return undefined
  }
}
