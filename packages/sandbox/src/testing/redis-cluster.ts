import { setTimeout as sleep } from 'node:timers/promises'
import { encodeCommand, ReplyDecoder, type Reply } from '@keyspace/redis-lang'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { RedisAtPort } from './redis-at-port.ts'

const CLUSTER = ['--cluster-enabled', 'yes', '--cluster-node-timeout', '1500']

/** Asks a server on a connection of its own. */
export async function askPort(port: number, ...argv: string[]): Promise<Reply> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  const decoder = new ReplyDecoder()
  socket.write(encodeCommand(argv))
  try {
    for (;;) {
      const reply = decoder.next()
      if (reply) return reply
      await once(socket, 'readable')
      for (let chunk = read(socket); chunk; chunk = read(socket)) decoder.push(chunk)
    }
  } finally {
    socket.destroy()
  }
}

function read(socket: Socket): Buffer | undefined {
  const chunk: unknown = socket.read()
  return chunk instanceof Buffer ? chunk : undefined
}

export function textOf(reply: Reply): string {
  return reply.kind === 'bulk' || reply.kind === 'verbatim'
    ? Buffer.from(reply.value).toString()
    : ''
}

/** A Redis Cluster of three masters on loopback, each with as many replicas as asked for: for tests. */
export class RedisCluster {
  readonly masters: readonly RedisAtPort[]
  readonly replicas: readonly RedisAtPort[]

  private constructor(masters: readonly RedisAtPort[], replicas: readonly RedisAtPort[]) {
    this.masters = masters
    this.replicas = replicas
  }

  static async start({ replicas = 0 } = {}): Promise<RedisCluster> {
    const startAll = (count: number) =>
      Promise.all(Array.from({ length: count }, () => RedisAtPort.start(...CLUSTER)))
    const cluster = new RedisCluster(await startAll(3), await startAll(3 * replicas))
    await cluster.#join()
    return cluster
  }

  get url(): string {
    return this.masters[0]?.url ?? ''
  }

  async stop(): Promise<void> {
    await Promise.all([...this.masters, ...this.replicas].map((server) => server.stop()))
  }

  async #join(): Promise<void> {
    const all = [...this.masters, ...this.replicas]
    const [first] = all
    if (first === undefined) return
    const bounds = ['0 5460', '5461 10922', '10923 16383']
    for (const [at, { port }] of this.masters.entries()) {
      await askPort(port, 'CLUSTER', 'ADDSLOTSRANGE', ...(bounds[at] ?? '').split(' '))
      await askPort(port, 'CLUSTER', 'SET-CONFIG-EPOCH', String(at + 1))
    }
    for (const { port } of all) {
      await askPort(first.port, 'CLUSTER', 'MEET', '127.0.0.1', String(port))
    }
    await until(async () => {
      const known = await Promise.all(all.map(({ port }) => askPort(port, 'CLUSTER', 'NODES')))
      return known.every((nodes) => textOf(nodes).trim().split('\n').length === all.length)
    })
    for (const [at, { port }] of this.replicas.entries()) {
      const master = this.masters[at % this.masters.length]
      const id = textOf(await askPort(master?.port ?? 0, 'CLUSTER', 'MYID'))
      await until(async () => (await askPort(port, 'CLUSTER', 'REPLICATE', id)).kind === 'status')
    }
    await until(async () => {
      const infos = await Promise.all(all.map(({ port }) => askPort(port, 'CLUSTER', 'INFO')))
      return infos.every((info) => textOf(info).includes('cluster_state:ok'))
    })
    await until(async () => {
      const infos = await Promise.all(
        this.replicas.map(({ port }) => askPort(port, 'INFO', 'replication')),
      )
      return infos.every((info) => textOf(info).includes('master_link_status:up'))
    })
  }
}

/** Waits for something that happens soon. */
export async function until(
  isSo: () => Promise<boolean> | boolean,
  withinMs = 20_000,
): Promise<void> {
  const endsAt = performance.now() + withinMs
  while (!(await isSo())) {
    if (performance.now() > endsAt) throw new Error('it did not happen in time')
    await sleep(50)
  }
}
