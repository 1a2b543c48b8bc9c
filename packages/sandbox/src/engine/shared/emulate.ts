import type { Argv, Reply } from '@keyspace/redis-lang'
import { redisErrors } from '@keyspace/redis-lang'
import type { Emulated } from '../../namespace/index.ts'
import { integer, isWord, latin1 } from '../../policy/argument.ts'
import type { Emulation } from './emulation.ts'
import { flushNamespace, keysOf } from './namespace-keys.ts'
import { scanPage } from './scan-page.ts'

const bulk = (value: Uint8Array): Reply => ({ kind: 'bulk', value })
const error = (value: string): Reply => ({ kind: 'error', value })

type Emulate = (argv: Argv, emulation: Emulation) => Promise<Reply>

const emulations = {
  keys: async (argv, { askAll, namespace }) => ({
    kind: 'array',
    items: (await keysOf(askAll, namespace, argv[1])).map(bulk),
  }),
  scan: scanPage,
  dbsize: async (_argv, { askAll, namespace }) => ({
    kind: 'integer',
    value: (await keysOf(askAll, namespace)).length,
  }),
  randomkey: async (_argv, { askAll, namespace, random }) => {
    const keys = await keysOf(askAll, namespace)
    const key = keys[Math.floor(random() * keys.length)]
    return key === undefined ? { kind: 'nil' } : bulk(key)
  },
  flushdb: flush,
  flushall: flush,
  'client|list': listClients,
  'client|unblock': unblockClient,
} satisfies Record<Emulated, Emulate>

/** Answers a command for one namespace by asking the server, as the platform, for its parts. */
export function emulate(command: Emulated, argv: Argv, emulation: Emulation): Promise<Reply> {
  return emulations[command](argv, emulation)
}

async function flush(argv: Argv, { askAll, namespace }: Emulation): Promise<Reply> {
  const isPlain = argv.length === 1
  const isKnown = argv.length === 2 && (isWord(argv[1], 'async') || isWord(argv[1], 'sync'))
  if (!isPlain && !isKnown) return error(redisErrors.syntax)
  await flushNamespace(askAll, namespace)
  return { kind: 'status', value: 'OK' }
}

async function listClients(argv: Argv, { askAll, namespace }: Emulation): Promise<Reply> {
  const [reply] = await askAll([argv])
  if (reply?.kind !== 'bulk') return reply ?? error(redisErrors.syntax)
  const lines = latin1(reply.value)
    .split('\n')
    .filter((line) => line.includes(` user=${namespace.name} `))
    .map((line) => `${line.replace(` user=${namespace.name} `, ` user=${namespace.user} `)}\n`)
  return bulk(Buffer.from(lines.join(''), 'latin1'))
}

/** Only a client of one's own can be found, so only that is woken. */
async function unblockClient(argv: Argv, { askAll, namespace }: Emulation): Promise<Reply> {
  const id = integer(argv[2])
  if (id === undefined) return error(redisErrors.notInteger)
  const [list] = await askAll([['CLIENT', 'LIST', 'ID', String(id)]])
  const isOwn = list?.kind === 'bulk' && latin1(list.value).includes(` user=${namespace.name} `)
  if (!isOwn) return { kind: 'integer', value: 0 }
  const [reply] = await askAll([argv])
  return reply ?? { kind: 'integer', value: 0 }
}
