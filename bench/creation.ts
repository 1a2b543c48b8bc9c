import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { createEngine, createSandboxService, defaultLimits } from '@keyspace/sandbox'
import { closeSandbox, openSandbox } from './clients.ts'
import { startKeyspace } from './processes.ts'
import { median, percentile, type Row, type Table } from './table.ts'

const REPETITIONS = 30

/** `POST /api/sandboxes` until the 201 is there: warm with pauses for the pool to refill, cold without. */
async function creations(url: string, pauseMs: number): Promise<readonly number[]> {
  const times: number[] = []
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    const before = performance.now()
    const sandbox = await openSandbox(url)
    times.push(performance.now() - before)
    await closeSandbox(url, sandbox)
    if (pauseMs > 0) await sleep(pauseMs)
  }
  return times
}

type Kind = 'dedicated' | 'embedded'

async function overHttp(engine: Kind, name: string, pauseMs: number): Promise<Row> {
  const keyspace = await startKeyspace(engine)
  await creations(keyspace.url, pauseMs)
  const times = await creations(keyspace.url, pauseMs)
  await keyspace.stop()
  return rowOf(`${engine}, POST, ${name}`, times)
}

const quiet = { debug() {}, info() {}, warn() {}, error() {} }

/** Without HTTP: what the engine and the sandbox around it take. */
async function inProcess(kind: Kind, name: string, warm: number, pauseMs: number): Promise<Row> {
  const engine = await createEngine({ kind, warm, log: quiet })
  const options = { engine, limits: defaultLimits, idleMs: 60_000, maxSandboxes: 10, log: quiet }
  const service = createSandboxService(options)
  const times: number[] = []
  for (let repetition = 0; repetition < 2 * REPETITIONS; repetition++) {
    await sleep(pauseMs)
    const before = performance.now()
    const sandbox = await service.create()
    times.push(performance.now() - before)
    await sandbox.delete()
  }
  await service.close()
  await engine.close()
  return rowOf(`${kind}, in process, ${name}`, times.slice(REPETITIONS))
}

function rowOf(name: string, times: readonly number[]): Row {
  return {
    name,
    ours: `${median(times).toFixed(1)} ms`,
    reference: `${percentile(times, 0.95).toFixed(1)} ms`,
    ratio: (percentile(times, 0.95) / median(times)).toFixed(2),
  }
}

export async function creation(): Promise<Table> {
  return {
    title: 'A sandbox is ready',
    note: `POST: /api/sandboxes to its 201, the HTTP client included. In process: the engine and the sandbox around it. ${REPETITIONS} times, after as many to warm up; ratio = p95 / median.`,
    columns: ['engine', 'median', 'p95', 'ratio'],
    rows: [
      await inProcess('dedicated', 'from the warm pool', 2, 150),
      await inProcess('dedicated', 'cold', 0, 20),
      await inProcess('embedded', 'from the warm pool', 2, 300),
      await overHttp('dedicated', 'with pauses (warm pool)', 100),
      await overHttp('dedicated', 'one after another', 0),
      await overHttp('embedded', 'with pauses (warm pool)', 250),
      await overHttp('embedded', 'one after another', 0),
    ],
  }
}
