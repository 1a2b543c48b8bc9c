import type { Argv, Reply } from '@keyspace/redis-lang'
import { notSettable, unsettable } from '../policy/config-set.ts'
import type { CommandEntry } from './command-table.ts'
import type { ClientSession } from './session-home.ts'

/**
 * Runs what the learner's own user may not and the sandbox allows, over the platform's connection.
 * It comes at a barrier, so that it runs after the commands before it and before those behind it.
 */
export function askPlatform(session: ClientSession, entry: CommandEntry, argv: Argv): void {
  const { home } = session
  if (home === undefined) return
  const answer = async (): Promise<Reply> => {
    if (entry.name === 'config|set') {
      const refusal = await refuseSetting(argv, home.ask.bind(home))
      if (refusal) return refusal
    }
    const reply = await home.ask(argv)
    if (entry.journaled) {
      const { db, clientId: client } = session
      home.record({ session, entry, argv, reply, db, client, acceptedAt: performance.now() })
    }
    return entry.restore && reply.kind !== 'error'
      ? entry.restore(reply, home.restoreContext)
      : reply
  }
  answer().then(
    (reply) => session.finish(inProtocol(entry, reply, session.protocol)),
    // The connection to Redis was lost; whoever replaces Redis answers the session.
    () => undefined,
  )
}

/** The platform asks in RESP2; what is a map in RESP3 becomes one. */
function inProtocol(entry: CommandEntry, reply: Reply, protocol: 2 | 3): Reply {
  if (protocol === 2 || entry.name !== 'config|get' || reply.kind !== 'array') return reply
  const entries: [Reply, Reply][] = []
  for (let at = 0; at + 1 < reply.items.length; at += 2) {
    const [key, value] = [reply.items[at], reply.items[at + 1]]
    if (key && value) entries.push([key, value])
  }
  return { kind: 'map', entries }
}

/** A setting that Redis has and a learner may not set; one that Redis does not have, Redis refuses. */
async function refuseSetting(
  argv: Argv,
  ask: (argv: Argv) => Promise<Reply>,
): Promise<Reply | undefined> {
  for (const name of unsettable(argv)) {
    const found = await ask([
      Buffer.from('CONFIG'),
      Buffer.from('GET'),
      Buffer.from(name, 'latin1'),
    ])
    const exists =
      found.kind === 'array'
        ? found.items.length > 0
        : found.kind !== 'map' || found.entries.length > 0
    if (exists) return { kind: 'error', value: notSettable(name) }
  }
  return undefined
}
