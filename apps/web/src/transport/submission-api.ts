import {
  certificate,
  submissionEvent,
  submissionState,
  taskView,
  type Certificate,
  type SubmissionEvent,
  type SubmissionRequest,
  type SubmissionState,
  type TaskView,
} from '@keyspace/protocol'
import type { GradeReport } from '@keyspace/grader/report'
import { checked, createCall } from './api-client.ts'
import type { ApiAnswer } from './transport.ts'

/** A submission as the server has it; its report is the grader's, and comes whole or not at all. */
export interface Submission extends SubmissionState {
  readonly report: GradeReport | null
}

/** What can be handed in: an exam by its slug, the task of a lesson by its id. */
export interface AssignmentName {
  readonly kind: 'exam' | 'task'
  readonly id: string
}

/** The HTTP side of exams and tasks. It never throws: what went wrong is in the answer. */
export interface SubmissionApi {
  /** A task as its lesson's author wrote it. */
  task(id: string): Promise<ApiAnswer<TaskView>>
  submit(assignment: AssignmentName, request: SubmissionRequest): Promise<ApiAnswer<Submission>>
  find(id: string): Promise<ApiAnswer<Submission>>
  /** Hears how far a submission is, again from the start after a lost connection; returns how to stop. */
  listen(id: string, onEvent: (event: SubmissionEvent) => void): () => void
  certificate(code: string): Promise<ApiAnswer<Certificate>>
}

const LISTEN_AGAIN_MS = 3_000

function createSubmissionApi(origin: string, fetchHttp: typeof fetch): SubmissionApi {
  const call = createCall(origin, fetchHttp)
  return {
    task: async (id) =>
      checked(
        await call('GET', `/api/tasks/${encodeURIComponent(id)}`),
        (body) => taskView.safeParse(body).data,
      ),
    submit: async ({ kind, id }, request) => {
      const path = `/api/${kind}s/${encodeURIComponent(id)}/submissions`
      return checked(await call('POST', path, { body: request }), readSubmission)
    },
    find: async (id) => checked(await call('GET', submissionPath(id)), readSubmission),
    listen(id, onEvent) {
      const url = new URL(`${submissionPath(id)}/events`, origin)
      let source: EventSource
      let timer: ReturnType<typeof setTimeout> | undefined
      const take = ({ data }: MessageEvent<string>): void => {
        const event = submissionEvent.safeParse(JSON.parse(data)).data
        if (event === undefined) return
        if (event.kind === 'graded') source.close()
        onEvent(event)
      }
      const open = (): void => {
        source = new EventSource(url)
        for (const kind of ['queued', 'running', 'check', 'graded'])
          source.addEventListener(kind, take)
        // A lost connection it mends itself; an error for an answer, as of a proxy, ends it.
        source.addEventListener('error', () => {
          if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, LISTEN_AGAIN_MS)
        })
      }
      open()
      return () => {
        clearTimeout(timer)
        source.close()
      }
    },
    certificate: async (code) =>
      checked(
        await call('GET', `/api/certificates/${encodeURIComponent(code)}`),
        (body) => certificate.safeParse(body).data,
      ),
  }
}

/** The API of the server that this page came from. */
export function browserSubmissionApi(): SubmissionApi {
  return createSubmissionApi(window.location.origin, (input, init) => fetch(input, init))
}

function submissionPath(id: string): string {
  return `/api/submissions/${encodeURIComponent(id)}`
}

function readSubmission(body: unknown): Submission | undefined {
  const state = submissionState.safeParse(body).data
  if (state === undefined || typeof body !== 'object' || body === null) return undefined
  return { ...state, report: 'report' in body && isReport(body.report) ? body.report : null }
}

/** Its own server wrote it: the version is all that is looked at. */
function isReport(report: unknown): report is GradeReport {
  return (
    typeof report === 'object' &&
    report !== null &&
    'schema' in report &&
    report.schema === 'keyspace/grade-report/v1'
  )
}
