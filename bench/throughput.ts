import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { closeSandbox, openSandbox } from './clients.ts'
import { freePort, startKeyspace, startRedis, type Running } from './processes.ts'
import { median, type Row, type Table } from './table.ts'

const run = promisify(execFile)
const REPETITIONS = 5
const CLIENTS = 50

interface Target {
  readonly name: string
  readonly port: number
  readonly login: readonly string[]
}

/** Requests a second as redis-benchmark counts them. */
async function requestsPerSecond(target: Target, test: string, depth: number): Promise<number> {
  const { stdout } = await run('redis-benchmark', [
    ...['-p', String(target.port), ...target.login],
    ...['-t', test, '-n', String(depth === 1 ? 40_000 : 200_000), '-d', '100', '-r', '500'],
    ...['-c', String(CLIENTS), '-P', String(depth), '--csv'],
  ])
  const last = stdout.trim().split('\n').at(-1) ?? ''
  return Number(last.split(',')[1]?.replaceAll('"', ''))
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

async function rowsOf(
  targets: readonly Target[],
  test: string,
  depth: number,
): Promise<readonly Row[]> {
  const rates = new Map<string, number[]>(targets.map(({ name }) => [name, []]))
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    for (const target of targets) {
      rates.get(target.name)?.push(await requestsPerSecond(target, test, depth))
    }
  }
  const of = (name: string): number => median(rates.get(name) ?? [])
  const thousands = (rate: number): string => `${(rate / 1_000).toFixed(0)} k/s`
  return targets
    .filter(({ name }) => name !== 'direct')
    .map(({ name }) => ({
      name: `${name}, ${test.toUpperCase()}, pipeline ${depth}`,
      ours: thousands(of(name)),
      reference: thousands(of('direct')),
      ratio: (of(name) / of('direct')).toFixed(2),
    }))
}

export async function throughput(): Promise<Table> {
  const redis = await startRedis()
  const keyspace = await startKeyspace('dedicated')
  const twemproxy = await startTwemproxy(redis)
  const sandbox = await openSandbox(keyspace.url)
  const targets: readonly Target[] = [
    { name: 'direct', port: redis.port, login: [] },
    {
      name: 'keyspace',
      port: keyspace.respPort,
      login: ['--user', sandbox.id, '-a', sandbox.token],
    },
    ...(twemproxy === undefined ? [] : [{ name: 'twemproxy', port: twemproxy.port, login: [] }]),
  ]
  const rows: Row[] = []
  for (const depth of [1, 16]) {
    for (const test of ['get', 'set']) rows.push(...(await rowsOf(targets, test, depth)))
  }
  await closeSandbox(keyspace.url, sandbox)
  await twemproxy?.stop()
  await keyspace.stop()
  await redis.stop()
  return {
    title: 'Throughput of the RESP gateway',
    note: `redis-benchmark, ${CLIENTS} clients of one sandbox, values of 100 bytes, median of ${REPETITIONS} runs taken in turns; ratio = through the gateway / direct.`,
    columns: ['way', 'through it', 'direct redis-server', 'ratio'],
    rows,
  }
}
