import type { Reply } from '@keyspace/redis-lang'
import type { RestoreContext } from './restore.ts'

/** ACL WHOAMI: the sandbox's id, whatever user an engine runs it as. */
export function restoreUser(reply: Reply, { user }: RestoreContext): Reply {
  return reply.kind === 'bulk' ? { kind: 'bulk', value: Buffer.from(user) } : reply
}
