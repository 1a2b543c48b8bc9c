import { randomBytes } from 'node:crypto'
import type { Reply } from '@keyspace/redis-lang'
import type { Sandbox } from '../sandbox.ts'

/** One try to break out of sandbox `a`, next to sandbox `b`. */
export interface Probe {
  /** What it means when it fails, as a sentence for the operator. */
  readonly failure: string
  /** True when nothing came of it. */
  readonly holds: (a: Sandbox, b: Sandbox) => Promise<boolean>
}

const spin = 'while true do pcall(function() while true do end end) end'
const bomb = "local s = 'x' while true do s = s .. s end"

/** The names of those globals of a script that lead to the machine. */
const wayOut = `local found = {}
for _, name in ipairs({'io', 'os', 'package', 'require', 'dofile', 'loadfile', 'debug'}) do
  local value = rawget(_G, name)
  if type(value) == 'function' or type(value) == 'table' and (value.execute or value.open or value.loadlib or value.getregistry) then
    found[#found + 1] = name
  end
end
return found`

/** The commands of a server's owner that a script may run after all. */
const ownersCommands = `local ran = {}
for _, words in ipairs({{'CONFIG', 'GET', 'dir'}, {'CONFIG', 'SET', 'dir', '/'}, {'ACL', 'LIST'}, {'DEBUG', 'SLEEP', '0'}, {'MODULE', 'LIST'}, {'REPLICAOF', 'NO', 'ONE'}}) do
  local reply = redis.pcall(unpack(words))
  if type(reply) ~= 'table' or not reply.err then ran[#ran + 1] = words[1] end
end
return ran`

export const probes: readonly Probe[] = [
  {
    failure: 'One sandbox can read the keys of another.',
    async holds(a, b) {
      const secret = randomBytes(16).toString('hex')
      await run(b, 'SET', 'self-test', secret)
      const seen = [
        await run(a, 'GET', 'self-test'),
        await run(a, 'KEYS', '*'),
        await run(a, 'SCAN', '0', 'COUNT', '1000'),
      ]
      return !JSON.stringify(seen.map(textOf)).match(new RegExp(`${secret}|self-test`))
    },
  },
  {
    failure: 'A sandbox can be entered without its token.',
    async holds(a, b) {
      const tries = [
        await run(a, 'AUTH', b.id, a.token),
        await run(a, 'AUTH', 'default', ''),
        await run(a, 'AUTH', 'keyspace-platform', ''),
        await run(a, 'HELLO', '3', 'AUTH', b.id, 'x'),
      ]
      const whoami = await run(a, 'ACL', 'WHOAMI')
      return tries.every(isError) && (isError(whoami) || textOf(whoami) === a.id)
    },
  },
  {
    failure: 'A script can reach files, programs or the environment of the machine.',
    holds: async (a) => isNothing(await run(a, 'EVAL', wayOut, '0')),
  },
  {
    failure: 'A script can run the commands of the owner of the server.',
    holds: async (a) => isNothing(await run(a, 'EVAL', ownersCommands, '0')),
  },
  {
    failure: 'A script that runs for ever is not stopped.',
    holds: async (a) => isError(await run(a, 'EVAL', spin, '0')) && isAlive(a),
  },
  {
    failure: 'A script can take any amount of memory.',
    holds: async (_, b) => isError(await run(b, 'EVAL', bomb, '0')) && isAlive(b),
  },
]

async function run(sandbox: Sandbox, ...words: string[]): Promise<Reply> {
  const { replies } = await sandbox.execute([words.map((word) => Buffer.from(word))])
  const [reply] = replies
  if (reply === undefined) throw new Error('no reply')
  return reply
}

/** After a memory bomb the first command may meet the restart. */
async function isAlive(sandbox: Sandbox): Promise<boolean> {
  const first = await run(sandbox, 'PING')
  return !isError(first) || !isError(await run(sandbox, 'PING'))
}

function isError(reply: Reply): boolean {
  return reply.kind === 'error'
}

/** Refused, or an empty list. */
function isNothing(reply: Reply): boolean {
  return isError(reply) || (reply.kind === 'array' && reply.items.length === 0)
}

function textOf(reply: Reply): string {
  if (reply.kind === 'bulk') return Buffer.from(reply.value).toString()
  return reply.kind === 'array' ? reply.items.map(textOf).join(' ') : reply.kind
}
