import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildReport } from './build-report.ts'
import { findAssignment, type Assignment } from './assignment.ts'
import type { GradeOptions } from './grade-options.ts'
import { GraderTrouble } from './grader-trouble.ts'
import { Lane } from './lane.ts'
import { DEFAULT_LIMITS } from './launcher/submission-limits.ts'
import { neverServed } from './never-served.ts'
import type { Outcome } from './outcome.ts'
import type { GradeReport } from './report.ts'
import { chooseRedis } from './redis/choose-redis.ts'
import type { RedisSource } from './redis/redis-source.ts'
import { runLanes } from './run-lanes.ts'
import { seededRandom } from './seeded-random.ts'
import { say } from './say.ts'

const LANES = 2
const NO_ENGINE = { name: 'none', version: '' }
const DEFAULTS = { startupMs: 15_000, timeoutMs: 60_000, answerMs: 5_000 }

/**
 * Grades one submission: starts it, asks it as its users would, watches what it tells Redis, and
 * ends it with everything that it started. What the submission prints or exits with is no evidence.
 * Our own trouble is a report with the verdict `error`.
 * @throws UnknownAssignment; the reason of `signal` when that was aborted.
 */
export async function grade(options: GradeOptions): Promise<GradeReport> {
  const assignment =
    typeof options.assignment === 'string' ? findAssignment(options.assignment) : options.assignment
  const startedAt = new Date()
  const clock = performance.now()
  const seed = options.seed ?? randomBytes(8).toString('hex')
  options.onEvent?.({
    kind: 'starting',
    checks: assignment.probes.map(({ id, title }) => ({ id, title })),
  })
  const outcome = await gradeInFolder(options, assignment, seed, clock)
  const report = buildReport({ options, assignment, seed, startedAt, clock, ...outcome })
  options.onEvent?.({ kind: 'finished', report })
  return report
}

async function gradeInFolder(
  options: GradeOptions,
  assignment: Assignment,
  seed: string,
  clock: number,
): Promise<Outcome> {
  options.signal?.throwIfAborted()
  const folder = await mkdtemp(join(tmpdir(), 'keyspace-grade-'))
  const lanes: Promise<Lane>[] = []
  const limits = { ...DEFAULT_LIMITS, ...memoryOf(options) }
  const open = (redis: RedisSource): Promise<Lane> =>
    Lane.open({
      redis,
      submission: options.submission,
      limits,
      startupMs: options.startupMs ?? DEFAULTS.startupMs,
      answerMs: options.answerMs ?? DEFAULTS.answerMs,
      folder,
      random: seededRandom(seed),
      startedAt: clock,
    })
  let redis: RedisSource | undefined
  try {
    redis = await chooseRedis(options.redis ?? 'auto')
    for (let index = 0; index < LANES; index++) lanes.push(open(redis))
    const opened = await Promise.all(lanes)
    const engine = (await opened[0]?.engine()) ?? NO_ENGINE
    const ran = await runLanes(opened, assignment, {
      timeoutMs: options.timeoutMs ?? DEFAULTS.timeoutMs,
      ...(options.onEvent === undefined ? {} : { onEvent: options.onEvent }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      clock,
    })
    for (const lane of opened) lane.noteCrash(null)
    const crashes = opened.flatMap((lane) => lane.crashes).sort((a, b) => a.atMs - b.atMs)
    if (ran.served) return { checks: ran.checks, crashes, trouble: null, broken: false, engine }
    const { trouble, checks } = neverServed(
      opened,
      assignment,
      options.startupMs ?? DEFAULTS.startupMs,
    )
    return { checks, crashes, trouble, broken: false, engine }
  } catch (cause) {
    options.signal?.throwIfAborted()
    if (!(cause instanceof GraderTrouble)) throw cause
    return {
      checks: [],
      crashes: [],
      trouble: say(
        `The grader could not work: ${cause.message}`,
        `Проверка не смогла работать: ${cause.message}`,
      ),
      broken: true,
      engine: NO_ENGINE,
    }
  } finally {
    await Promise.all(lanes.map(closeWhenOpen))
    await redis?.close()
    await rm(folder, { recursive: true, force: true })
  }
}

function memoryOf({ memoryBytes }: GradeOptions): { memoryBytes?: number } {
  return memoryBytes === undefined ? {} : { memoryBytes }
}

async function closeWhenOpen(opening: Promise<Lane>): Promise<void> {
  // One that did not open closed what it had.
  const lane = await opening.catch(() => undefined)
  await lane?.close()
}
