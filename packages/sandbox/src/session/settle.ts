import { splitMultibulk, type Argv, type Reply } from '@keyspace/redis-lang'
import { integer } from '../policy/argument.ts'
import type { CommandEntry } from './command-table.ts'
import type { Pending } from './pending.ts'
import type { Transaction } from './transaction.ts'
import type { ClientSession } from './session-home.ts'

/** What Redis's answer means for the session and the journal; the answer that the client gets. */
export function settle(session: ClientSession, pending: Pending, reply: Reply): Reply {
  const { entry, transaction } = pending
  if (entry === undefined) return reply
  const argv = pending.command?.argv ?? []
  const { acceptedAt } = pending
  if (transaction === undefined) return settleOne(session, { argv, acceptedAt }, entry, reply)
  switch (entry.role) {
    case 'multi':
      if (reply.kind === 'error' && session.transaction === transaction) {
        session.transaction = undefined
      }
      return reply
    case 'exec':
      return settleExec(session, transaction, pending, reply)
    case 'discard':
      return reply
    default:
      if (reply.kind === 'status' && reply.value === 'QUEUED' && !transaction.failed) {
        // A copy: it may wait for long, and what arrived with it is not to wait too.
        const raw = pending.command?.raw.slice()
        transaction.queued.push({ entry, argv: raw ? splitMultibulk(raw, 0) : [] })
      }
      return reply
  }
}

function settleOne(
  session: ClientSession,
  { argv, acceptedAt }: { readonly argv: Argv; readonly acceptedAt: number },
  entry: CommandEntry,
  reply: Reply,
): Reply {
  const home = session.home
  if (home === undefined) return reply
  if (entry.journaled) {
    const { db, clientId: client } = session
    home.record({ session, entry, argv, reply, db, client, acceptedAt })
  }
  if (reply.kind === 'error') return reply
  if (entry.role === 'select') session.db = integer(argv[1]) ?? session.db
  if (entry.role === 'setname') session.clientName = argv[2]?.slice()
  return entry.restore ? entry.restore(reply, home.restoreContext) : reply
}

/** The replies of a transaction that ran, each settled as if it had come alone. */
function settleExec(
  session: ClientSession,
  transaction: Transaction,
  { acceptedAt }: Pending,
  reply: Reply,
): Reply {
  if (reply.kind !== 'array') return reply
  const items = reply.items.map((item, at) => {
    const queued = transaction.queued[at]
    if (queued === undefined) return item
    if (queued.entry.role === 'subscription') session.subscriptions.confirm(item)
    const settled = settleOne(session, { argv: queued.argv, acceptedAt }, queued.entry, item)
    const { home } = session
    if (home?.monitored === true) home.ran(session, queued.entry, queued.argv, item)
    return settled
  })
  return items.some((item, at) => item !== reply.items[at]) ? { kind: 'array', items } : reply
}
