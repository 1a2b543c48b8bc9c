import type { Reply } from '@keyspace/redis-lang'

/** What the changed reply may depend on. */
export interface RestoreContext {
  /** The name that ACL WHOAMI answers. */
  readonly user: string
  /** The server lists the platform's connections, too, under another user. */
  readonly ownsServer: boolean
  /** The client's own address for the CLIENT ID of one of this sandbox's connections. */
  readonly addressOf: (clientId: string) => string | undefined
}

/** Takes out of a reply what is the platform's and not the learner's. */
export type Restore = (reply: Reply, context: RestoreContext) => Reply
