import { performance } from 'node:perf_hooks'
import { closeSandbox, connectSocket, connectTcp, openSandbox, type Client } from './clients.ts'
import { startBareProxy, startKeyspace, startRedis } from './processes.ts'
import { median, type Row, type Table } from './table.ts'

const REPETITIONS = 7
const ROUND_TRIPS = 1_500
const DEPTHS = [1, 16]

const command = (step: number): readonly string[] =>
  step % 2 === 0 ? ['SET', `key:${step % 64}`, 'value'] : ['GET', `key:${step % 64}`]

/** Median time of one round trip, in microseconds. */
async function measure(client: Client, depth: number): Promise<number> {
  const times: number[] = []
  for (let trip = 0; trip < ROUND_TRIPS / depth; trip++) {
    const batch = Array.from({ length: depth }, (_, index) => command(trip + index))
    const before = performance.now()
    await client.send(batch)
    times.push((performance.now() - before) * 1_000)
  }
  return median(times)
}

/** Taken in turns, so that noise of the machine falls on all alike. */
async function inTurns(clients: Readonly<Record<string, Client>>, depth: number) {
  const samples = new Map<string, number[]>(Object.keys(clients).map((name) => [name, []]))
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    for (const [name, client] of Object.entries(clients)) {
      samples.get(name)?.push(await measure(client, depth))
    }
  }
  return (name: string) => median(samples.get(name) ?? [])
}

async function rowsOf(engine: 'dedicated' | 'embedded'): Promise<readonly Row[]> {
  const redis = await startRedis()
  const proxy = await startBareProxy(redis)
  const keyspace = await startKeyspace(engine)
  const sandbox = await openSandbox(keyspace.url)
  const direct = await connectTcp(redis.port)
  const bare = await connectTcp(proxy.port)
  const tcp = await connectTcp(keyspace.respPort)
  await tcp.send([['AUTH', sandbox.id, sandbox.token]])
  const path = `${keyspace.url.replace('http', 'ws')}${sandbox.socketPath}`
  const socket = await connectSocket(path, keyspace.url)
  await socket.send([['HELLO', '3', 'AUTH', sandbox.id, sandbox.token]])
  const rows: Row[] = []
  for (const depth of DEPTHS) {
    const of = await inTurns({ direct, bare, tcp, socket }, depth)
    const row = (way: string, name: string): Row => ({
      name: `${way}, pipeline ${depth}`,
      ours: `${of(name).toFixed(0)} µs`,
      reference: `${of('direct').toFixed(0)} µs`,
      ratio: (of(name) / of('direct')).toFixed(2),
    })
    rows.push(row(`${engine}, RESP over TCP`, 'tcp'), row(`${engine}, WebSocket`, 'socket'))
    if (engine === 'dedicated') rows.push(row('bare Node proxy', 'bare'))
  }
  for (const client of [direct, bare, tcp, socket]) client.close()
  await closeSandbox(keyspace.url, sandbox)
  await keyspace.stop()
  await proxy.stop()
  await redis.stop()
  return rows
}

export async function roundTrip(): Promise<Table> {
  return {
    title: 'Round trip of a command',
    note: `Median of ${REPETITIONS} runs taken in turns, SET and GET alternating, one client; ratio = ours / direct Redis over TCP on loopback.`,
    columns: ['way', 'ours', 'direct redis-server', 'ratio'],
    rows: [...(await rowsOf('dedicated')), ...(await rowsOf('embedded'))],
  }
}
