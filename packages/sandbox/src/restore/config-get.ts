import type { Reply } from '@keyspace/redis-lang'
import { latin1 } from '../policy/argument.ts'

/** Of Redis and of Valkey, which calls the master of replicas its primary. */
const hidden =
  /^(?:dir|dbfilename|unixsocket.*|logfile|pidfile|aclfile|requirepass|(?:master|primary)(?:auth|user)|tls-.*|rdma-.*|bind|bind-source-addr|port|availability-zone|proc-title-template|syslog-ident|.*[-_]cpulist)$/

function isShown(name: Reply | undefined): boolean {
  return name?.kind !== 'bulk' || !hidden.test(latin1(name.value).toLowerCase())
}

/** CONFIG GET without paths, addresses and secrets of the server. */
export function restoreConfig(reply: Reply): Reply {
  if (reply.kind === 'map') {
    return { kind: 'map', entries: reply.entries.filter(([name]) => isShown(name)) }
  }
  if (reply.kind !== 'array') return reply
  const items = reply.items.filter((_item, at) => isShown(reply.items[at - (at % 2)]))
  return { kind: 'array', items }
}
