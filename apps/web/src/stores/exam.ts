import type { CheckProgress, ProblemBody, SubmissionEvent } from '@keyspace/protocol'
import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { createExamApi, type ExamApi, type Submission } from '../transport/exam-api.ts'
import { keepExam, readKeptExam, type KeptExam } from './exam/kept-exam.ts'

/** Where a check is; without a verdict it has not been made. */
export interface CheckState {
  readonly id: string
  readonly title: Readonly<Record<'en' | 'ru', string>>
  readonly result: CheckProgress | null
}

type ExamPhase = 'idle' | 'sending' | 'queued' | 'running' | 'graded'

export interface ExamState {
  readonly kept: ShallowRef<KeptExam>
  readonly phase: Ref<ExamPhase>
  /** How many submissions are graded before this one. */
  readonly ahead: Ref<number>
  readonly checks: ShallowRef<readonly CheckState[]>
  /** The submission that is shown, with its report when it is graded. */
  readonly shown: ShallowRef<Submission | null>
  /** What the server said against the last submission; `away` when it could not be reached. */
  readonly problem: ShallowRef<ProblemBody | 'away' | null>
  readonly change: (part: Partial<KeptExam>) => void
  readonly submit: (code: string) => Promise<void>
  /** Shows an earlier attempt. */
  readonly look: (id: string) => Promise<void>
}

/** One exam on this page: what the learner writes, sends in, and hears of it. */
export function useExam(exam: string, api: ExamApi = browserApi()): ExamState {
  const kept = shallowRef(readKeptExam(exam))
  const phase = ref<ExamPhase>('idle')
  const ahead = ref(0)
  const checks = shallowRef<readonly CheckState[]>([])
  const shown = shallowRef<Submission | null>(null)
  const problem = shallowRef<ProblemBody | 'away' | null>(null)
  let stopListening = (): void => undefined
  onScopeDispose(() => stopListening())

  function change(part: Partial<KeptExam>): void {
    kept.value = keepExam(exam, { ...kept.value, ...part })
  }

  async function submit(code: string): Promise<void> {
    problem.value = null
    phase.value = 'sending'
    const { learner, name } = kept.value
    const answer = await api.submit(exam, { code, learner, name })
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

function browserApi(): ExamApi {
  return createExamApi(window.location.origin, (input, init) => fetch(input, init))
}
