import type { Reply } from '@keyspace/redis-lang'
import { latin1 } from '../policy/argument.ts'

const hidden =
  /^(?:dir|dbfilename|unixsocket|unixsocketperm|logfile|pidfile|aclfile|requirepass|masterauth|masteruser|tls-.*|bind|bind-source-addr|port|proc-title-template|syslog-ident|.*_cpulist)$/

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
