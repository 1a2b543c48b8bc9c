import type { Argv, Reply } from '@keyspace/redis-lang'
import type { JournalForm, Remember } from './journal-form.ts'
import { words } from './words.ts'

function itemsOf(reply: Reply | undefined): readonly Reply[] {
  return reply?.kind === 'array' || reply?.kind === 'set' ? reply.items : []
}

function bytesOf(reply: Reply | undefined): Uint8Array | undefined {
  return reply?.kind === 'bulk' ? reply.value : undefined
}

/** SPOP takes at random: remembered as the removal of what it took. */
function spop(argv: Argv, reply: Reply): JournalForm | undefined {
  const [, key] = argv
  const taken =
    reply.kind === 'bulk' ? [reply.value] : itemsOf(reply).flatMap((item) => bytesOf(item) ?? [])
  if (key === undefined || taken.length === 0) return undefined
  return { argv: words('SREM', key, ...taken) }
}

/** BLPOP and its kin answer the key that they popped from: a plain pop of that key. */
function popFrom(command: string): Remember {
  return (_argv, reply) => {
    const key = bytesOf(itemsOf(reply)[0])
    return key && { argv: words(command, key) }
  }
}

/** BLMPOP and BZMPOP: the plain command on the one key, with as many as came. */
function multiPopFrom(command: string): Remember {
  return (argv, reply) => {
    const [key, popped] = itemsOf(reply)
    const name = bytesOf(key)
    const where = argv[3 + Number(Buffer.from(argv[2] ?? []).toString())]
    const count = itemsOf(popped).length
    if (name === undefined || where === undefined || count === 0) return undefined
    return { argv: words(command, '1', name, where, 'COUNT', String(count)) }
  }
}

/** BLMOVE and BRPOPLPUSH that moved something: the same without waiting. */
function blmove(argv: Argv, reply: Reply): JournalForm | undefined {
  return reply.kind === 'bulk' ? { argv: [...words('LMOVE'), ...argv.slice(1, 5)] } : undefined
}

function brpoplpush(argv: Argv, reply: Reply): JournalForm | undefined {
  return reply.kind === 'bulk' ? { argv: [...words('RPOPLPUSH'), ...argv.slice(1, 3)] } : undefined
}

/** What popped is remembered as what it popped, and nothing waits when it is replayed. */
export const rememberPop: Readonly<Record<string, Remember>> = {
  spop,
  blpop: popFrom('LPOP'),
  brpop: popFrom('RPOP'),
  bzpopmin: popFrom('ZPOPMIN'),
  bzpopmax: popFrom('ZPOPMAX'),
  blmpop: multiPopFrom('LMPOP'),
  bzmpop: multiPopFrom('ZMPOP'),
  blmove,
  brpoplpush,
}
