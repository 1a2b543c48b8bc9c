import type { Assignment } from './assignment.ts'
import type { GradeEvent } from './grade-event.ts'
import type { Lane } from './lane.ts'
import { fail } from './probes/findings.ts'
import type { CheckResult } from './report.ts'
import { graded, runCheck } from './run-check.ts'
import { say } from './say.ts'

export interface RunOptions {
  readonly timeoutMs: number
  readonly onEvent?: (event: GradeEvent) => void
  readonly signal?: AbortSignal
  /** When the grading began, in milliseconds of `performance.now()`. */
  readonly clock: number
}

export interface Ran {
  /** False when no instance of the submission ever listened. */
  readonly served: boolean
  /** In the order of the report. */
  readonly checks: readonly CheckResult[]
}

/**
 * Each lane whose submission listens takes the next checks until none is left. One that does not
 * listen takes none: an app that can run only once is graded by the other lane alone.
 */
export async function runLanes(
  lanes: readonly Lane[],
  assignment: Assignment,
  options: RunOptions,
): Promise<Ran> {
  const groups = [...assignment.running]
  const results = new Map<string, CheckResult>()
  const deadline = options.clock + options.timeoutMs
  let served = false

  const work = async (lane: Lane): Promise<void> => {
    if (!(await lane.listens())) return
    if (!served) {
      served = true
      options.onEvent?.({ kind: 'listening', ms: Math.round(performance.now() - options.clock) })
    }
    for (let group; (group = groups.shift()) !== undefined;) {
      for (const probe of group) {
        options.signal?.throwIfAborted()
        options.onEvent?.({ kind: 'check-started', id: probe.id })
        const late = performance.now() > deadline
        const check = late
          ? graded(probe, outOfTime(options.timeoutMs), 0)
          : await runCheck(lane, probe)
        results.set(probe.id, check)
        options.onEvent?.({ kind: 'check-finished', check })
      }
    }
  }

  await untilDone(lanes.map(work), () => results.size === assignment.probes.length, options.signal)
  return {
    served,
    checks: assignment.probes.flatMap(({ id }) => results.get(id) ?? []),
  }
}

/** A lane that still waits for its submission is not waited for when the other one did everything. */
function untilDone(
  lanes: readonly Promise<void>[],
  isDone: () => boolean,
  signal: AbortSignal | undefined,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const aborted = (): void => {
      reject(signal?.reason instanceof Error ? signal.reason : new Error('the grading was stopped'))
    }
    if (signal?.aborted === true) aborted()
    signal?.addEventListener('abort', aborted, { once: true })
    for (const lane of lanes) lane.then(() => isDone() && resolve(), reject)
    void Promise.allSettled(lanes).then(() => {
      signal?.removeEventListener('abort', aborted)
      resolve()
    })
  })
}

function outOfTime(timeoutMs: number) {
  return fail(
    say(
      `the time for the whole grading, ${timeoutMs / 1_000} s, was over`,
      `время на всю проверку, ${timeoutMs / 1_000} с, вышло`,
    ),
    [],
  )
}
