import { spawnSync } from 'node:child_process'
import {
  commandSubmission,
  findSubmission,
  grade,
  type GradeEvent,
  type Submission,
} from '@keyspace/grader'
import { median, percentile, type Table } from './table.ts'

const RUNS = 11
const ASSIGNMENT = 'rate-limiter-leaderboard'
const REFERENCES = 'packages/grader/fixtures/references'
/** A grader that waits for the limiter's window to end, as a test with a clock does, waits so long for that alone. */
const WINDOW_MS = 60_000

/** Debian's own Python where it has FastAPI, else the one on PATH. */
function python(): string {
  const imports = ['-c', 'import fastapi, redis.asyncio, uvicorn']
  const debian = '/usr/bin/python3'
  return spawnSync(debian, imports).status === 0 ? debian : 'python3'
}

/** Milliseconds of each phase, one for each run. */
type Phases = Map<string, number[]>

const START = 'app, proxy and Redis start'
const END = 'everything is ended'
const TOTAL = 'total'

async function gradeOften(name: string, submission: Submission): Promise<Phases> {
  const phases: Phases = new Map()
  const note = (phase: string, ms: number): void => {
    phases.set(phase, [...(phases.get(phase) ?? []), ms])
  }
  for (let run = 0; run < RUNS; run++) {
    const startedAt = performance.now()
    let lastCheckAt = startedAt
    const onEvent = (event: GradeEvent): void => {
      if (event.kind === 'listening') note(START, event.ms)
      if (event.kind !== 'check-finished') return
      lastCheckAt = performance.now()
      note(event.check.id, event.check.durationMs)
    }
    const report = await grade({ assignment: ASSIGNMENT, submission, onEvent })
    if (report.points !== report.maxPoints)
      throw new Error(`${name} lost points: run the grader's tests`)
    note(END, performance.now() - lastCheckAt)
    note(TOTAL, report.durationMs)
  }
  return phases
}

function totals(apps: ReadonlyMap<string, Phases>): Table {
  const rows = [...apps].map(([name, phases]) => {
    const times = phases.get(TOTAL) ?? []
    return {
      name,
      ours: `${median(times)} ms (p95 ${percentile(times, 0.95)} ms)`,
      reference: `> ${WINDOW_MS} ms`,
      ratio: `> ${Math.round(WINDOW_MS / median(times))}`,
    }
  })
  return {
    title: 'An exam is graded',
    note: `All 14 checks, the start of the app and of Redis included, ${RUNS} times; beside it what waiting for the window of a minute costs at least.`,
    columns: ['app', 'median', 'waiting', 'ratio'],
    rows,
  }
}

function timeLine(node: Phases, typescript: Phases, fastapi: Phases): Table {
  const shown = (phases: Phases, name: string): string =>
    `${median(phases.get(name) ?? []).toFixed(1)} ms`
  const checks = [...node.keys()].filter((name) => ![START, END, TOTAL].includes(name))
  return {
    title: 'Where the time of a grading goes',
    note: 'Medians of the same runs. Two instances of the app share the checks, so that two checks run at a time.',
    columns: ['phase', 'plain Node', 'Hono', 'FastAPI'],
    rows: [START, ...checks, END].map((name) => ({
      name,
      ours: shown(node, name),
      reference: shown(typescript, name),
      ratio: shown(fastapi, name),
    })),
  }
}

export async function grading(): Promise<readonly Table[]> {
  const node = await findSubmission(`${REFERENCES}/node`)
  const typescript = await findSubmission(`${REFERENCES}/typescript`)
  const uvicorn = `exec ${python()} -m uvicorn app:app --host 127.0.0.1 --port $PORT --log-level error --no-access-log`
  const python3 = commandSubmission(uvicorn, `${REFERENCES}/python`)
  const inNode = await gradeOften('plain Node', node.submission)
  const inTypeScript = await gradeOften('TypeScript', typescript.submission)
  const inPython = await gradeOften('FastAPI', python3)
  await Promise.all([node.dispose(), typescript.dispose()])
  const apps = new Map([
    ['plain Node, ioredis', inNode],
    ['TypeScript, Hono, ioredis', inTypeScript],
    ['FastAPI, uvicorn, redis.asyncio', inPython],
  ])
  return [totals(apps), timeLine(inNode, inTypeScript, inPython)]
}
