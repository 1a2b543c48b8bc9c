import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { closeSandbox, openSandbox } from './clients.ts'
import { cpuMicros } from './process-tree.ts'
import { freePort, startBareProxy, startKeyspace, startRedis, type Running } from './processes.ts'
import { median, type Row, type Table } from './table.ts'

const run = promisify(execFile)
const REPETITIONS = 5
const CLIENTS = 50

interface Target {
  readonly name: string
  readonly port: number
  readonly pid: number
  readonly login: readonly string[]
}

interface Sample {
  /** Requests a second as redis-benchmark counts them. */
  readonly rate: number
  /** CPU time of the target's process for each request, in microseconds. */
  readonly micros: number
}

async function sample(target: Target, test: string, depth: number): Promise<Sample> {
  const requests = depth === 1 ? 40_000 : 200_000
  const before = cpuMicros(target.pid)
  const { stdout } = await run('redis-benchmark', [
    ...['-p', String(target.port), ...target.login],
    ...['-t', test, '-n', String(requests), '-d', '100', '-r', '500'],
    ...['-c', String(CLIENTS), '-P', String(depth), '--csv'],
  ])
  const last = stdout.trim().split('\n').at(-1) ?? ''
  return {
    rate: Number(last.split(',')[1]?.replaceAll('"', '')),
    micros: (cpuMicros(target.pid) - before) / requests,
  }
}

/** twemproxy, when Debian's nutcracker is installed: a peer that forwards RESP as we do. */
async function startTwemproxy(redis: Running): Promise<Running | undefined> {
  const program = '/usr/sbin/nutcracker'
  if (!existsSync(program)) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'keyspace-bench-'))
  const port = await freePort()
  const pool = [
    'bench:',
    `  listen: 127.0.0.1:${port}`,
    '  redis: true',
    '  servers:',
    `   - 127.0.0.1:${redis.port}:1`,
    '',
  ]
  writeFileSync(join(folder, 'twemproxy.yml'), pool.join('\n'))
  const args = ['-c', join(folder, 'twemproxy.yml'), '-s', String(await freePort()), '-v', '0']
  const child = spawn(program, args, { stdio: 'ignore' })
  await sleep(300)
  return {
    port,
    pid: child.pid ?? 0,
    async stop() {
      child.kill()
      await once(child, 'exit')
      rmSync(folder, { recursive: true })
    },
  }
}

interface Rows {
  readonly rates: readonly Row[]
  readonly cpu: readonly Row[]
}

async function rowsOf(targets: readonly Target[], test: string, depth: number): Promise<Rows> {
  const samples = new Map<string, Sample[]>(targets.map(({ name }) => [name, []]))
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    for (const target of targets) samples.get(target.name)?.push(await sample(target, test, depth))
  }
  const of = (name: string, what: keyof Sample): number =>
    median((samples.get(name) ?? []).map((one) => one[what]))
  const rowsFor = (what: keyof Sample, show: (value: number) => string): readonly Row[] =>
    targets
      .filter(({ name }) => name !== 'direct')
      .map(({ name }) => ({
        name: `${name}, ${test.toUpperCase()}, pipeline ${depth}`,
        ours: show(of(name, what)),
        reference: show(of('direct', what)),
        ratio: (of(name, what) / of('direct', what)).toFixed(2),
      }))
  return {
    rates: rowsFor('rate', (rate) => `${(rate / 1_000).toFixed(0)} k/s`),
    cpu: rowsFor('micros', (micros) => `${micros.toFixed(1)} µs`),
  }
}

/** Two tables: requests a second, and the CPU time that they cost, which a busy machine disturbs less. */
export async function throughput(): Promise<readonly Table[]> {
  const redis = await startRedis()
  const keyspace = await startKeyspace('dedicated')
  const bare = await startBareProxy(redis)
  const twemproxy = await startTwemproxy(redis)
  const sandbox = await openSandbox(keyspace.url)
  const targets: readonly Target[] = [
    { name: 'direct', ...redis, login: [] },
    {
      name: 'keyspace',
      port: keyspace.respPort,
      pid: keyspace.pid,
      login: ['--user', sandbox.id, '-a', sandbox.token],
    },
    { name: 'bare Node proxy', ...bare, login: [] },
    ...(twemproxy === undefined ? [] : [{ name: 'twemproxy', ...twemproxy, login: [] }]),
  ]
  const rates: Row[] = []
  const cpu: Row[] = []
  for (const depth of [1, 16]) {
    for (const test of ['get', 'set']) {
      const rows = await rowsOf(targets, test, depth)
      rates.push(...rows.rates)
      cpu.push(...rows.cpu)
    }
  }
  await closeSandbox(keyspace.url, sandbox)
  await twemproxy?.stop()
  await bare.stop()
  await keyspace.stop()
  await redis.stop()
  const how = `redis-benchmark, ${CLIENTS} clients of one sandbox, values of 100 bytes, median of ${REPETITIONS} runs taken in turns`
  return [
    {
      title: 'Throughput of the RESP gateway',
      note: `${how}; ratio = through the gateway / direct.`,
      columns: ['way', 'through it', 'direct redis-server', 'ratio'],
      rows: rates,
    },
    {
      title: 'CPU time of the RESP gateway',
      note: `${how}; the time of the gateway's process for each command, and of a Redis that is asked directly; ratio = gateway / Redis.`,
      columns: ['way', 'gateway', 'direct redis-server', 'ratio'],
      rows: cpu,
    },
  ]
}
