import { setTimeout as sleep } from 'node:timers/promises'
import { closeSandbox, connectTcp, openSandbox, type Opened } from './clients.ts'
import { descendants, openSockets, privateBytes } from './process-tree.ts'
import { startKeyspace, type RunningKeyspace } from './processes.ts'
import type { Table } from './table.ts'

const SECONDS = 30
/** Until then the process still grows by what it keeps for good: compiled code, buffers, a heap of its size. */
const WARM_UP_SECONDS = 30
const AT_ONCE = 4
/** The shortest life of an unused sandbox, in seconds. */
const TTL_S = 10
const COMMAND_MS = 200
/** Private memory of the gateway may end this much higher; the garbage collector sees to no more. */
const NOISE_BYTES = 48 << 20

interface Counts {
  readonly processes: number
  readonly sockets: number
  readonly bytes: number
}

function count({ pid }: RunningKeyspace): Counts {
  return {
    processes: descendants(pid).length,
    sockets: openSockets(pid),
    bytes: privateBytes(pid),
  }
}

/** A client whose Redis was killed may be left without an answer. */
const PATIENCE_MS = 2_000

async function run(
  keyspace: RunningKeyspace,
  { id, token }: Opened,
  commands: readonly (readonly string[])[],
): Promise<void> {
  const client = await connectTcp(keyspace.respPort)
  await Promise.race([client.send([['AUTH', id, token], ...commands]), sleep(PATIENCE_MS)])
  client.close()
}

type Fate = (keyspace: RunningKeyspace, sandbox: Opened, redis: () => number[]) => Promise<void>

const useIt: Fate = async (keyspace, sandbox) => {
  const fill = Array.from({ length: 200 }, (_, at) => ['SET', `key:${at}`, 'x'.repeat(200)])
  await run(keyspace, sandbox, [...fill, ['MULTI'], ['INCR', 'n'], ['EXEC']])
}

/** Another life may have ended it meanwhile. */
function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

const fates: readonly Fate[] = [
  async (keyspace, sandbox, redis) => {
    await useIt(keyspace, sandbox, redis)
    await closeSandbox(keyspace.url, sandbox)
  },
  async (keyspace, sandbox, redis) => {
    await useIt(keyspace, sandbox, redis)
    await run(keyspace, sandbox, [['EVAL', 'while true do end', '0']])
    await closeSandbox(keyspace.url, sandbox)
  },
  async (keyspace, sandbox, redis) => {
    await useIt(keyspace, sandbox, redis)
    const victim = redis().at(-1)
    if (victim !== undefined) killIfThere(victim)
    await sleep(100)
    await closeSandbox(keyspace.url, sandbox)
  },
  // Left to expire.
  useIt,
]

/** Lives of sandboxes one after the other until the time is over; how many there were. */
async function live(keyspace: RunningKeyspace, seconds: number): Promise<number> {
  const redis = (): number[] =>
    descendants(keyspace.pid).flatMap(({ pid, name }) => (name === 'redis-server' ? pid : []))
  const until = performance.now() + seconds * 1_000
  let lives = 0
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (performance.now() < until) {
        const fate = fates[lives++ % fates.length]
        // Servers are killed in the warm pool too: then a creation fails, and says so.
        const sandbox = await openSandbox(keyspace.url).catch(() => undefined)
        if (sandbox === undefined) await sleep(100)
        else await fate?.(keyspace, sandbox, redis)
      }
    }),
  )
  return lives
}

/** What was left unused has expired, and the pool is full again. */
async function settled(keyspace: RunningKeyspace, processes: number): Promise<void> {
  const until = performance.now() + (TTL_S + 20) * 1_000
  await sleep((TTL_S + 1) * 1_000)
  while (performance.now() < until && descendants(keyspace.pid).length !== processes) {
    await sleep(250)
  }
}

/** @throws when it did not end with what it began with. */
export async function soak(): Promise<Table> {
  const keyspace = await startKeyspace('dedicated', {
    SANDBOX_TTL_S: String(TTL_S),
    LIMIT_COMMAND_MS: String(COMMAND_MS),
    MAX_SANDBOXES: '2000',
  })
  try {
    return await soakIt(keyspace)
  } finally {
    await keyspace.stop()
  }
}

async function soakIt(keyspace: RunningKeyspace): Promise<Table> {
  await sleep(1_000)
  const { processes } = count(keyspace)
  await live(keyspace, WARM_UP_SECONDS)
  await settled(keyspace, processes)
  const before = count(keyspace)
  const lives = await live(keyspace, SECONDS)
  await settled(keyspace, processes)
  const after = count(keyspace)
  const grown = after.bytes - before.bytes
  if (after.processes !== before.processes || after.sockets !== before.sockets) {
    throw new Error(
      `soak: it began with ${JSON.stringify(before)}, ended with ${JSON.stringify(after)}`,
    )
  }
  if (grown > NOISE_BYTES) throw new Error(`soak: the gateway has grown by ${grown} bytes`)
  const row = (name: string, ours: number, reference: number, unit = '') => ({
    name,
    ours: `${ours}${unit}`,
    reference: `${reference}${unit}`,
    ratio: (ours / reference).toFixed(2),
  })
  const megabytes = (bytes: number): number => Math.round(bytes / 1024 / 1024)
  return {
    title: 'Soak',
    note: `${lives} sandboxes in ${SECONDS} s, ${AT_ONCE} at once: used and deleted, stopped at the deadline, their Redis killed, left to expire. What the server had before and after; ratio = after / before.`,
    columns: ['what', 'after', 'before', 'ratio'],
    rows: [
      row('processes', after.processes, before.processes),
      row('sockets', after.sockets, before.sockets),
      row('private memory of the gateway', megabytes(after.bytes), megabytes(before.bytes), ' MB'),
    ],
  }
}
