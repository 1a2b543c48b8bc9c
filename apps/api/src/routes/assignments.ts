import { submissionRequest, type ProblemCode } from '@keyspace/protocol'
import type { Context, Hono } from 'hono'
import type { AppEnv } from '../app-env.ts'
import type { Deps } from '../deps.ts'
import { clientAddress } from '../middleware/client-address.ts'
import { creationRate } from '../middleware/creation-rate.ts'
import { readJson } from '../middleware/json-body.ts'
import { Problem, retryAfter } from '../problem.ts'
import type { Assignment } from '../submissions/assignment.ts'
import { QueueFull } from '../submissions/submission-service.ts'
import { openGrading } from './open-grading.ts'

const example = '{"code": "import { Hono } from \'hono\' …", "learner": "a1b2c3d4", "name": "Ann"}'

/** What can be handed in, and handing it in: exams, and the tasks of lessons. */
export function assignmentRoutes(app: Hono<AppEnv>, deps: Deps): void {
  const { assignments, submissions } = deps
  const rate = creationRate({ ...deps.config, now: deps.now, what: 'submissions' })

  app.get('/api/exams', (c) => {
    const exams = assignments.exams.map(({ id, title }) => ({ slug: id, title }))
    return c.json({ exams, isOpen: submissions.ok })
  })

  app.post('/api/exams/:slug/submissions', rate, (c) => {
    const exam = assignments.exams.find(({ id }) => id === c.req.param('slug'))
    if (exam === undefined) throw notThere('exam-not-found', 'There is no such exam.', 'exams')
    return submit(c, exam, deps)
  })

  app.get('/api/tasks', (c) => c.json({ tasks: assignments.tasks, isOpen: submissions.ok }))

  app.get('/api/tasks/:id', (c) => {
    const task = assignments.task(c.req.param('id'))
    if (task === undefined) throw noSuchTask()
    return c.json(task)
  })

  app.post('/api/tasks/:id/submissions', rate, (c) => {
    const id = c.req.param('id')
    const task = assignments.task(id) === undefined ? undefined : assignments.find(id)
    if (task === undefined) throw noSuchTask()
    return submit(c, task, deps)
  })
}

async function submit(c: Context<AppEnv>, assignment: Assignment, deps: Deps): Promise<Response> {
  const service = openGrading(deps, assignment.id)
  const request = await readJson(c, submissionRequest, example)
  await assertCompiles(assignment, request.code)
  const learner = request.learner ?? clientAddress(c, deps.config.trustsProxy)
  const { code, name = '' } = request
  try {
    const state = await service.submit({ assignment: assignment.id, learner, code, name })
    deps.log.info({ requestId: c.get('requestId'), submission: state.id }, 'submission accepted')
    c.header('location', `/api/submissions/${state.id}`)
    return c.json({ ...state, report: null }, 202)
  } catch (error) {
    if (!(error instanceof QueueFull)) throw error
    const message = 'Too many submissions are waiting already.'
    throw new Problem(503, { code: 'queue-full', message }, retryAfter(30_000))
  }
}

/** What does not compile is told at once, and is no attempt. */
async function assertCompiles(assignment: Assignment, code: string): Promise<void> {
  const bundled = await assignment.bundle(code)
  if (bundled.ok) return
  const [first] = bundled.problems
  throw new Problem(400, {
    code: 'does-not-compile',
    message: `Line ${first?.line ?? 1}, column ${first?.column ?? 1}: ${first?.message ?? ''}`,
    hint: 'Nothing was submitted. Mend the line and send it again.',
    span: spanOf(code, first?.line ?? 1, first?.column ?? 1),
  })
}

function spanOf(code: string, line: number, column: number): { start: number; end: number } {
  const before = code.split('\n').slice(0, line - 1)
  const start = before.reduce((sum, { length }) => sum + length + 1, 0) + column - 1
  return { start, end: start + 1 }
}

function noSuchTask(): Problem {
  return notThere('task-not-found', 'There is no such task.', 'tasks')
}

function notThere(code: ProblemCode, message: string, kind: 'exams' | 'tasks'): Problem {
  return new Problem(404, { code, message, hint: `GET /api/${kind} lists the ${kind}.` })
}
