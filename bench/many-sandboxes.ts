import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { embeddedAtRest } from './at-rest.ts'
import { connectTcp, openSandbox, type Client, type Opened } from './clients.ts'
import { descendants, privateBytes } from './process-tree.ts'
import { startKeyspace, type RunningKeyspace } from './processes.ts'
import { median, percentile, type Row, type Table } from './table.ts'

const SIZES = [1, 10, 100, 300, 1_000]
const ACTIVE = 100
const SECONDS = 4
/** How often an active learner sends a command. */
const EVERY_MS = 100
const AT_ONCE = 4

/** Opens sandboxes until there are so many. */
async function growTo(size: number, url: string, opened: Opened[]): Promise<void> {
  let missing = size - opened.length
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (missing-- > 0) opened.push(await openSandbox(url))
    }),
  )
}

async function login(keyspace: RunningKeyspace, { id, token }: Opened): Promise<Client> {
  const client = await connectTcp(keyspace.respPort)
  await client.send([['AUTH', id, token]])
  return client
}

/** A learner who types on; the time of each command in milliseconds. */
async function useFor(client: Client, seconds: number): Promise<readonly number[]> {
  const times: number[] = []
  await sleep(Math.random() * EVERY_MS)
  const until = performance.now() + seconds * 1_000
  for (let step = 0; performance.now() < until; step++) {
    const before = performance.now()
    await client.send([step % 2 === 0 ? ['SET', `key:${step % 64}`, 'value'] : ['GET', 'key:1']])
    const took = performance.now() - before
    times.push(took)
    await sleep(Math.max(0, EVERY_MS - took))
  }
  return times
}

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`

function servers(keyspace: RunningKeyspace): readonly number[] {
  return descendants(keyspace.pid).flatMap(({ pid, name }) => (name === 'redis-server' ? pid : []))
}

/** What a command takes, and what a sandbox holds, in use and at rest. */
export async function manySandboxes(): Promise<readonly Table[]> {
  const keyspace = await startKeyspace('dedicated', { MAX_SANDBOXES: '1100' })
  let tables: readonly Table[]
  try {
    tables = await measureMany(keyspace)
  } finally {
    await keyspace.stop()
  }
  return [...tables, await embeddedAtRest()]
}

async function measureMany(keyspace: RunningKeyspace): Promise<readonly Table[]> {
  const emptyGateway = privateBytes(keyspace.pid)
  const opened: Opened[] = []
  const speed: Row[] = []
  const memory: Row[] = []
  for (const size of SIZES) {
    await growTo(size, keyspace.url, opened)
    const clients = await Promise.all(opened.slice(-ACTIVE).map((one) => login(keyspace, one)))
    await Promise.all(clients.map((client) => useFor(client, 1)))
    const times = (await Promise.all(clients.map((client) => useFor(client, SECONDS)))).flat()
    const redis = median(servers(keyspace).map(privateBytes))
    const gateway = (privateBytes(keyspace.pid) - emptyGateway) / size
    for (const client of clients) client.close()
    const name = `${size} open, ${Math.min(size, ACTIVE)} active`
    speed.push({
      name,
      ours: `${median(times).toFixed(2)} ms`,
      reference: `${percentile(times, 0.99).toFixed(2)} ms`,
      ratio: (percentile(times, 0.99) / median(times)).toFixed(2),
    })
    memory.push({
      name,
      ours: megabytes(redis),
      reference: megabytes(gateway),
      ratio: (gateway / redis).toFixed(2),
    })
  }
  return [
    {
      title: 'Many sandboxes: a command',
      note: `Dedicated engine, RESP over TCP; an active learner sends a command every ${EVERY_MS} ms for ${SECONDS} s; ratio = p99 / median.`,
      columns: ['sandboxes', 'median', 'p99', 'ratio'],
      rows: speed,
    },
    {
      title: 'Many sandboxes: memory of each',
      note: 'Private memory: the median of the servers, and by how much the gateway is bigger than with none; ratio = gateway / Redis.',
      columns: ['sandboxes', 'its redis-server', 'in the gateway', 'ratio'],
      rows: memory,
    },
  ]
}
