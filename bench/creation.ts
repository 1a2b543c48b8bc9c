import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
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

async function rowOf(
  engine: 'dedicated' | 'embedded',
  name: string,
  pauseMs: number,
): Promise<Row> {
  const keyspace = await startKeyspace(engine)
  await creations(keyspace.url, pauseMs)
  const times = await creations(keyspace.url, pauseMs)
  await keyspace.stop()
  return {
    name: `${engine}, ${name}`,
    ours: `${median(times).toFixed(1)} ms`,
    reference: `${percentile(times, 0.95).toFixed(1)} ms`,
    ratio: (percentile(times, 0.95) / median(times)).toFixed(2),
  }
}

export async function creation(): Promise<Table> {
  return {
    title: 'A sandbox is ready',
    note: `POST /api/sandboxes to its 201, ${REPETITIONS} times; ratio = p95 / median.`,
    columns: ['engine', 'median', 'p95', 'ratio'],
    rows: [
      await rowOf('dedicated', 'with pauses (warm pool)', 100),
      await rowOf('dedicated', 'one after another', 0),
      await rowOf('embedded', 'with pauses (warm pool)', 250),
      await rowOf('embedded', 'one after another', 0),
    ],
  }
}
