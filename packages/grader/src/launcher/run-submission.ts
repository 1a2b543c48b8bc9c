import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { accepts } from '../accepts.ts'
import type { Submission } from '../grade-options.ts'
import { containment, endEverything } from './containment.ts'
import { listeningAt, processTree, residentBytes, type ListeningAt } from './process-tree.ts'
import { submissionEnvironment } from './submission-environment.ts'
import type { SubmissionLimits } from './submission-limits.ts'

/** How a submission ended: by itself, by us, or over a limit. */
interface SubmissionEnd {
  readonly cause: 'exited' | 'killed' | 'memory' | 'processes' | 'output' | 'not-started'
  readonly exitCode: number | null
  readonly signal: string | null
}

/** A submission that was started; it may not listen yet, or have ended. */
export interface RunningSubmission {
  readonly port: number
  readonly end: SubmissionEnd | undefined
  readonly ended: Promise<SubmissionEnd>
  /** The last that it printed. */
  output(): string
  /** `listening` as soon as it listens; `stolen` when another program has its port. */
  listens(withinMs: number): Promise<'listening' | 'ended' | 'late' | 'stolen'>
  listeningAt(): readonly ListeningAt[]
  /** Ends it and everything that it started. Idempotent. */
  kill(): Promise<void>
}

export interface RunOptions {
  readonly submission: Submission
  readonly port: number
  readonly redisUrl: string
  readonly limits: SubmissionLimits
}

const KEPT_OUTPUT = 4_096
const WATCH_EVERY_MS = 100
/** No program that serves starts faster. */
const STARTS_IN_MS = 30
/** Each knock in vain costs the grader, and so the submission that starts, a fraction of a millisecond. */
const CONNECT_EVERY_MS = 8

export function runSubmission({
  submission,
  port,
  redisUrl,
  limits,
}: RunOptions): RunningSubmission {
  const mark = `KEYSPACE_GRADING=${randomBytes(12).toString('hex')}`
  const startedAt = performance.now()
  const [file = '', ...args] = containment().wrap(submission.argv, submission)
  const child = spawn(file, args, {
    cwd: submission.cwd,
    env: submissionEnvironment({ port, redisUrl, mark, extra: submission.env ?? {} }),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const printed = keepLast(
    [child.stdout, child.stderr],
    limits.outputBytes,
    () => void stop('output'),
  )
  let end: SubmissionEnd | undefined
  let stopping: SubmissionEnd['cause'] | undefined
  let gone: Promise<void> | undefined

  const ended = new Promise<SubmissionEnd>((resolve) => {
    const finish = (
      cause: SubmissionEnd['cause'],
      exitCode: number | null,
      signal: string | null,
    ) => {
      clearInterval(watch)
      end ??= { cause, exitCode, signal }
      resolve(end)
    }
    child.once('error', () => finish('not-started', null, null))
    child.once('exit', (code, signal) => finish(stopping ?? 'exited', code, signal))
  })
  const stop = (cause: SubmissionEnd['cause']): Promise<void> => {
    stopping ??= cause
    gone ??= child.pid === undefined ? Promise.resolve() : endEverything(child.pid, mark)
    return gone
  }
  const watch = setInterval(() => {
    if (child.pid === undefined) return
    const tree = processTree(child.pid)
    if (tree.length > limits.processes) void stop('processes')
    else if (residentBytes(tree) > limits.memoryBytes) void stop('memory')
  }, WATCH_EVERY_MS)

  return {
    port,
    get end() {
      return end
    },
    ended,
    output: () => printed.text(),
    async listens(withinMs) {
      const deadline = performance.now() + withinMs
      await sleep(STARTS_IN_MS - (performance.now() - startedAt))
      while (end === undefined && performance.now() < deadline) {
        if (await accepts({ host: '127.0.0.1', port })) return 'listening'
        await sleep(CONNECT_EVERY_MS)
      }
      if (end === undefined) return 'late'
      return (await accepts({ host: '127.0.0.1', port })) ? 'stolen' : 'ended'
    },
    listeningAt: () => (child.pid === undefined ? [] : listeningAt(processTree(child.pid))),
    async kill() {
      if (child.pid === undefined) return
      await stop('killed')
      await ended
      child.stdout.destroy()
      child.stderr.destroy()
    },
  }
}

function keepLast(streams: readonly Readable[], limit: number, onFlood: () => void) {
  let kept = ''
  let total = 0
  for (const stream of streams) {
    stream.on('data', (chunk: Buffer) => {
      total += chunk.length
      kept = (kept + chunk.toString('utf8', Math.max(0, chunk.length - KEPT_OUTPUT))).slice(
        -KEPT_OUTPUT,
      )
      if (total > limit) onFlood()
    })
    stream.on('error', () => undefined)
  }
  return { text: () => kept }
}
