import type { CheckProgress, ProblemBody, SubmissionEvent } from '@keyspace/protocol'
import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import {
  browserSubmissionApi,
  type AssignmentName,
  type Submission,
  type SubmissionApi,
} from '../transport/submission-api.ts'
import { learnerId } from './assignment/learner-id.ts'
import { keepWork, readKeptWork, type KeptWork } from './assignment/kept-work.ts'

/** Where a check is; without a verdict it has not been made. */
export interface CheckState {
  readonly id: string
  readonly title: Readonly<Record<'en' | 'ru', string>>
  readonly result: CheckProgress | null
}

type AssignmentPhase = 'idle' | 'sending' | 'queued' | 'running' | 'graded'

export interface AssignmentState {
  readonly kept: ShallowRef<KeptWork>
  readonly phase: Ref<AssignmentPhase>
  /** How many submissions are graded before this one. */
  readonly ahead: Ref<number>
  readonly checks: ShallowRef<readonly CheckState[]>
  /** The submission that is shown, with its report when it is graded. */
  readonly shown: ShallowRef<Submission | null>
  /** What the server said against the last submission; `away` when it could not be reached. */
  readonly problem: ShallowRef<ProblemBody | 'away' | null>
  readonly change: (part: Partial<KeptWork>) => void
  readonly submit: (code: string) => Promise<void>
  /** Shows an earlier attempt. */
  readonly look: (id: string) => Promise<void>
}

/** An exam or a task on this page: what the learner writes, sends in, and hears of it. */
export function useAssignment(
  assignment: AssignmentName,
  api: SubmissionApi = browserSubmissionApi(),
): AssignmentState {
  const kept = shallowRef(readKeptWork(assignment))
  const phase = ref<AssignmentPhase>('idle')
  const ahead = ref(0)
  const checks = shallowRef<readonly CheckState[]>([])
  const shown = shallowRef<Submission | null>(null)
  const problem = shallowRef<ProblemBody | 'away' | null>(null)
  let stopListening = (): void => undefined
  onScopeDispose(() => stopListening())

  function change(part: Partial<KeptWork>): void {
    kept.value = keepWork(assignment, { ...kept.value, ...part })
  }

  async function submit(code: string): Promise<void> {
    problem.value = null
    phase.value = 'sending'
    const { name } = kept.value
    const answer = await api.submit(assignment, { code, learner: learnerId(), name })
    if (answer.kind !== 'ok') {
      problem.value = answer.kind === 'away' ? 'away' : answer.problem
      phase.value = shown.value === null ? 'idle' : 'graded'
      return
    }
    const { id, submittedAt } = answer.value
    const attempt = { id, submittedAt, score: null, rubric: null }
    change({ attempts: [attempt, ...kept.value.attempts] })
    follow(answer.value)
  }

  async function look(id: string): Promise<void> {
    problem.value = null
    const answer = await api.find(id)
    if (answer.kind === 'ok') follow(answer.value)
    else problem.value = answer.kind === 'away' ? 'away' : answer.problem
  }

  function follow(submission: Submission): void {
    stopListening()
    shown.value = submission
    checks.value = []
    if (submission.state === 'graded') {
      showGraded(submission)
      return
    }
    phase.value = submission.state
    ahead.value = submission.ahead ?? 0
    stopListening = api.listen(submission.id, (event) => take(submission.id, event))
  }

  function take(id: string, event: SubmissionEvent): void {
    if (event.kind === 'queued') {
      phase.value = 'queued'
      ahead.value = event.ahead
    } else if (event.kind === 'running') {
      phase.value = 'running'
      checks.value = event.checks.map(({ id: check, title }) => ({
        id: check,
        title,
        result: null,
      }))
    } else if (event.kind === 'check') {
      const { check } = event
      checks.value = checks.value.map((one) =>
        one.id === check.id ? { ...one, result: check } : one,
      )
    } else void finish(id)
  }

  async function finish(id: string): Promise<void> {
    const answer = await api.find(id)
    if (answer.kind === 'ok') {
      showGraded(answer.value)
      return
    }
    problem.value = answer.kind === 'away' ? 'away' : answer.problem
    phase.value = 'idle'
  }

  function showGraded(submission: Submission): void {
    shown.value = submission
    phase.value = 'graded'
    const { id, report } = submission
    const result = { score: report?.rubric ? report.score : null, rubric: report?.rubric ?? null }
    change({
      attempts: kept.value.attempts.map((one) => (one.id === id ? { ...one, ...result } : one)),
    })
  }

  /** A page that was closed while its submission was graded takes it up again. */
  async function resume(): Promise<void> {
    const newest = kept.value.attempts[0]
    if (newest?.score !== null) return
    const answer = await api.find(newest.id)
    if (answer.kind === 'ok' && phase.value === 'idle') follow(answer.value)
  }
  void resume()

  return { kept, phase, ahead, checks, shown, problem, change, submit, look }
}
