import type { Argv, Reply } from '@keyspace/redis-lang'
import type { RestoreReply } from '../../namespace/index.ts'

/** What was queued between MULTI and EXEC: how the reply of each is restored. */
export interface Transaction {
  readonly queued: RestoreReply[]
}

/** A command under way, and its replies in the order in which they came. */
export interface Entry {
  readonly name: string
  readonly argv: Argv
  readonly restore: RestoreReply
  readonly transaction: Transaction | undefined
  /** Replies that are still to come; -1: until nothing is subscribed. */
  left: number
  readonly replies: Reply[]
}

export function isQueued(reply: Reply): boolean {
  return reply.kind === 'status' && reply.value === 'QUEUED'
}

/** A reply as the learner gets it; those of a transaction each as that of its command. */
export function restored({ name, restore, transaction }: Entry, reply: Reply): Reply {
  if (transaction && isQueued(reply)) return reply
  if (name !== 'exec' || reply.kind !== 'array') return restore(reply)
  const items = reply.items.map((item, at) => transaction?.queued[at]?.(item) ?? item)
  return { kind: 'array', items }
}
