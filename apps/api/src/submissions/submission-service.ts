import type { GradeEvent, GradeReport } from '@keyspace/grader'
import type { Certificate, SubmissionState } from '@keyspace/protocol'
import type { Log } from '../log.ts'
import type { AssignmentShelf } from './assignment-shelf.ts'
import { fairOrder } from './fair-order.ts'
import { newCertificateCode, newSubmissionId, readCertificateCode } from './new-ids.ts'
import { createProgress, type Listener } from './submission-progress.ts'
import type { SubmissionRecord } from './submission-record.ts'
import type { SubmissionStore } from './submission-store.ts'

const AT_ONCE = 2
const MOST_WAITING = 1_000
/** Our own trouble is tried once more before it is reported. */
const MOST_TRIES = 2
/** Milliseconds until a submission that could not be graded at all is taken up again: doubled each time. */
const AGAIN_MS = { first: 5_000, longest: 600_000 }

export class QueueFull extends Error {}

interface NewSubmission {
  /** Id of an exam or a task. */
  readonly assignment: string
  readonly learner: string
  readonly name: string
  readonly code: string
}

/** What a grading says: a report, also of our own trouble; it rejects only when it was stopped. */
export type GradeCode = (
  record: SubmissionRecord,
  onEvent: (event: GradeEvent) => void,
  signal: AbortSignal,
) => Promise<GradeReport>

export interface SubmissionService {
  /** @throws QueueFull when 1,000 wait already. */
  submit(submission: NewSubmission): Promise<SubmissionState>
  find(id: string): Promise<{ state: SubmissionState; report: GradeReport | null } | undefined>
  /** How far it is: what was said until now, then what comes. `undefined` for an unknown id. */
  listen(id: string, listener: Listener): Promise<(() => void) | undefined>
  certificate(code: string): Promise<Certificate | undefined>
  /** Stops gradings; what was accepted is graded at the next start. Idempotent. */
  close(): Promise<void>
}

interface SubmissionServiceOptions {
  readonly assignments: Pick<AssignmentShelf, 'find'>
  readonly store: SubmissionStore
  readonly grade: GradeCode
  readonly log: Log
  readonly clock: () => Date
}

/** Submissions wait in a fair queue, two are graded at once, and none that was accepted is lost. */
export async function createSubmissionService(
  options: SubmissionServiceOptions,
): Promise<SubmissionService> {
  const { assignments, store, grade, log, clock } = options
  const progress = createProgress()
  const stop = new AbortController()
  const waiting = new Map<string, SubmissionRecord>()
  const running = new Map<
    string,
    { readonly record: SubmissionRecord; readonly done: Promise<void> }
  >()

  const postponed = new Map<string, NodeJS.Timeout>()

  for (const record of await store.unfinished()) waiting.set(record.id, record)
  if (waiting.size > 0) log.info({ submissions: waiting.size }, 'gradings go on')
  fill()

  function order(): readonly SubmissionRecord[] {
    const served = [...running.values()].map(({ record }) => record.learner)
    return fairOrder([...waiting.values()], served).flatMap(({ id }) => waiting.get(id) ?? [])
  }

  function fill(): void {
    while (running.size < AT_ONCE && !stop.signal.aborted) {
      const next = order()[0]
      if (next === undefined) break
      waiting.delete(next.id)
      const done = gradeOne(next).finally(() => {
        running.delete(next.id)
        fill()
      })
      running.set(next.id, { record: next, done })
    }
    order().forEach(({ id }, ahead) => progress.publish(id, { kind: 'queued', ahead }))
  }

  async function gradeOne(record: SubmissionRecord): Promise<void> {
    const tried = { ...record, tries: record.tries + 1 }
    try {
      await store.save(tried)
      progress.restart(record.id)
      const report = await grade(tried, (event) => tell(record.id, event), stop.signal)
      if (report.verdict === 'error' && tried.tries < MOST_TRIES) {
        waiting.set(record.id, tried)
        return
      }
      await store.save(graded(tried, report))
      progress.publish(record.id, { kind: 'graded' })
      progress.finish(record.id)
    } catch (err) {
      // It is in the store without a report: the next start takes it up again, or we do.
      if (stop.signal.aborted) return
      log.error({ err, submission: record.id }, 'a submission could not be graded')
      later(tried)
    }
  }

  function later(record: SubmissionRecord): void {
    const ms = Math.min(AGAIN_MS.longest, AGAIN_MS.first * 2 ** (record.tries - 1))
    postponed.set(
      record.id,
      setTimeout(() => {
        postponed.delete(record.id)
        waiting.set(record.id, record)
        fill()
      }, ms),
    )
  }

  function tell(id: string, event: GradeEvent): void {
    if (event.kind === 'starting')
      progress.publish(id, { kind: 'running', checks: [...event.checks] })
    if (event.kind !== 'check-finished') return
    const { check } = event
    const { title, verdict, points, maxPoints } = check
    progress.publish(id, {
      kind: 'check',
      check: { id: check.id, title, verdict, points, maxPoints },
    })
  }

  function graded(record: SubmissionRecord, report: GradeReport): SubmissionRecord {
    const isCertified =
      report.verdict === 'pass' && assignments.find(record.assignment)?.isCertified === true
    return {
      ...record,
      report,
      gradedAt: clock().toISOString(),
      certificate: isCertified ? newCertificateCode() : null,
    }
  }

  function stateOf({
    id,
    assignment,
    submittedAt,
    gradedAt,
    certificate,
  }: SubmissionRecord): SubmissionState {
    const place = order().findIndex((one) => one.id === id)
    const state = gradedAt !== null ? 'graded' : running.has(id) ? 'running' : 'queued'
    return {
      id,
      assignment,
      state,
      ahead: state === 'queued' ? Math.max(0, place) : null,
      submittedAt,
      gradedAt,
      certificate,
    }
  }

  return {
    async submit(submission) {
      if (waiting.size >= MOST_WAITING) throw new QueueFull()
      const record: SubmissionRecord = {
        ...submission,
        id: newSubmissionId(),
        submittedAt: clock().toISOString(),
        tries: 0,
        gradedAt: null,
        report: null,
        certificate: null,
      }
      await store.save(record)
      waiting.set(record.id, record)
      fill()
      return stateOf(record)
    },
    async find(id) {
      const record = await store.find(id)
      return record === undefined ? undefined : { state: stateOf(record), report: record.report }
    },
    async listen(id, listener) {
      const record = await store.find(id)
      if (record === undefined) return undefined
      const isComing = waiting.has(id) || running.has(id) || postponed.has(id)
      if (record.report !== null || !isComing) {
        listener({ kind: 'graded' })
        return () => undefined
      }
      return progress.listen(id, listener)
    },
    async certificate(typed) {
      const code = readCertificateCode(typed)
      const record = code === undefined ? undefined : await store.findByCertificate(code)
      if (code === undefined || record === undefined) return undefined
      const { assignment: exam, name, gradedAt, report } = record
      const rubric = report?.rubric ?? null
      if (report === null || rubric === null || gradedAt === null) return undefined
      const title = assignments.find(exam)?.title ?? report.assignment.title
      return { code, exam, title, name, score: report.score, rubric, gradedAt }
    },
    async close() {
      stop.abort()
      for (const timer of postponed.values()) clearTimeout(timer)
      await Promise.all([...running.values()].map(({ done }) => done))
      await store.close()
    },
  }
}
