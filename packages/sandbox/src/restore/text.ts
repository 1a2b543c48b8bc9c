import type { Reply } from '@keyspace/redis-lang'

/** The same reply with its text changed; bulk and verbatim strings have one, others stay. */
export function mapText(reply: Reply, change: (text: string) => string): Reply {
  if (reply.kind !== 'bulk' && reply.kind !== 'verbatim') return reply
  const text = Buffer.from(reply.value).toString('latin1')
  return { ...reply, value: Buffer.from(change(text), 'latin1') }
}
