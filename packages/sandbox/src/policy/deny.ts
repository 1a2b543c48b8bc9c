import type { Policy } from './policy.ts'

const REPLICATION =
  'replication connects servers to each other, and a sandbox is one server on its own.'
const FILES = 'the server of a sandbox keeps its data in memory and writes no files on command.'
const NO_CLUSTER = 'ERR This instance has cluster support disabled'
const ACCOUNTS = 'a sandbox has one user, you. ACL WHOAMI, ACL CAT and ACL GENPASS work.'

/** Commands that a sandbox does not run, and what to know about each; without the leading name. */
const reasons: Readonly<Record<string, string>> = {
  shutdown: 'the sandbox ends by itself when it is not used. Use FLUSHALL for an empty keyspace.',
  debug:
    'it looks into and stops the server itself. OBJECT ENCODING, MEMORY USAGE and SLOWLOG show much of the same; to see a client wait, use BLPOP with a timeout.',
  replicaof: REPLICATION,
  slaveof: REPLICATION,
  psync: REPLICATION,
  sync: REPLICATION,
  replconf: REPLICATION,
  failover: REPLICATION,
  migrate: 'it would connect to another server. Use DUMP to see the bytes that it would send.',
  restore: 'it reads raw memory images, which can harm a server. Use COPY to copy a key.',
  'restore-asking': 'it is for Redis Cluster itself.',
  module: 'modules are native code, and a sandbox loads none.',
  save: FILES,
  bgsave: FILES,
  bgrewriteaof: FILES,
  pfdebug:
    'it is for the developers of Redis. PFCOUNT and OBJECT ENCODING show what there is to see.',
  pfselftest: 'it is for the developers of Redis.',
  'client|kill':
    'it would cut the page off from its own sandbox. Close the other terminal instead.',
  'client|pause': 'it would freeze the page too.',
  'client|unpause': 'CLIENT PAUSE is not available either.',
  'client|reply': 'without replies a connection cannot be told apart from a dead one.',
  'client|no-evict': 'it is for the operators of a server.',
  'config|rewrite': FILES,
  'script|debug': 'the debugger needs redis-cli on the machine of the server.',
  'script|kill': 'a script that runs too long is stopped by itself.',
  'function|kill': 'a function that runs too long is stopped by itself.',
  'memory|malloc-stats': 'it is for the developers of Redis. MEMORY STATS and MEMORY DOCTOR work.',
  ...Object.fromEntries(
    ['setuser', 'deluser', 'getuser', 'list', 'users', 'load', 'save', 'log', 'dryrun'].map(
      (name) => [`acl|${name}`, ACCOUNTS],
    ),
  ),
}

function refusal(name: string): string | undefined {
  const container = name.split('|')[0] ?? name
  if (container === 'cluster' && name !== 'cluster|help') return NO_CLUSTER
  const reason = reasons[name] ?? reasons[container]
  if (reason === undefined) return undefined
  return `ERR ${name.replace('|', ' ').toUpperCase()} is not available in a sandbox: ${reason}`
}

/** What could stop, leave or share the server, each with a sentence that teaches. */
export const deny: Policy = {
  name: 'deny',
  checkFor: ({ name }) => {
    const text = refusal(name)
    return text === undefined ? undefined : () => text
  },
}
