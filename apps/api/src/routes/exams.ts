import { bundleSubmission } from '@keyspace/grader/untrusted'
import { submissionRequest, type ProblemCode, type SubmissionEvent } from '@keyspace/protocol'
import type { Context, Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { AppEnv } from '../app-env.ts'
import type { Deps } from '../deps.ts'
import { EXAMS } from '../exams/exam.ts'
import { QueueFull, type ExamService } from '../exams/exam-service.ts'
import { clientAddress } from '../middleware/client-address.ts'
import { creationRate } from '../middleware/creation-rate.ts'
import { readJson } from '../middleware/json-body.ts'
import { Problem, retryAfter } from '../problem.ts'

const example = '{"code": "import { Hono } from \'hono\' …", "learner": "a1b2c3d4", "name": "Ann"}'
const HEARTBEAT_MS = 15_000

export function examRoutes(app: Hono<AppEnv>, deps: Deps): void {
  const rate = creationRate({ ...deps.config, now: deps.now, what: 'submissions' })

  app.get('/api/exams', (c) => c.json({ exams: EXAMS, isOpen: deps.exams.ok }))

  app.post('/api/exams/:slug/submissions', rate, async (c) => {
    const exam = EXAMS.find(({ slug }) => slug === c.req.param('slug'))
    if (exam === undefined) throw notThere('exam-not-found', 'There is no such exam.')
    const service = open(deps)
    const request = await readJson(c, submissionRequest, example)
    await assertCompiles(request.code)
    const learner = request.learner ?? clientAddress(c, deps.config.trustsProxy)
    const { code, name = '' } = request
    try {
      const state = await service.submit({ exam: exam.slug, learner, code, name })
      deps.log.info({ requestId: c.get('requestId'), submission: state.id }, 'submission accepted')
      c.header('location', `/api/submissions/${state.id}`)
      return c.json({ ...state, report: null }, 202)
    } catch (error) {
      if (!(error instanceof QueueFull)) throw error
      const message = 'Too many submissions are waiting already.'
      throw new Problem(503, { code: 'queue-full', message }, retryAfter(30_000))
    }
  })

  app.get('/api/submissions/:id', async (c) => {
    const found = await open(deps).find(c.req.param('id'))
    if (found === undefined) throw submissionNotFound()
    return c.json({ ...found.state, report: found.report })
  })

  app.get('/api/submissions/:id/events', async (c) => events(c, open(deps)))

  app.get('/api/certificates/:code', async (c) => {
    const found = await open(deps).certificate(c.req.param('code'))
    if (found === undefined) {
      throw new Problem(404, {
        code: 'certificate-not-found',
        message: 'No certificate with this code was issued here.',
        hint: 'A code looks like KS-1A2B-3C4D-5E6F-7G8H.',
      })
    }
    return c.json(found)
  })
}

function open({ exams }: Deps): ExamService {
  if (exams.ok) return exams.service
  throw new Problem(503, {
    code: 'grading-unavailable',
    message: exams.reason,
    hint: 'Grade on your own machine: keyspace grade rate-limiter-leaderboard --cmd "…"',
  })
}

/** What does not compile is told at once, and is no attempt. */
async function assertCompiles(code: string): Promise<void> {
  const bundled = await bundleSubmission(code)
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

async function events(c: Context<AppEnv>, service: ExamService): Promise<Response> {
  const queue: SubmissionEvent[] = []
  let wake: () => void = () => undefined
  const stop = await service.listen(c.req.param('id') ?? '', (event) => {
    queue.push(event)
    wake()
  })
  if (stop === undefined) throw submissionNotFound()
  return streamSSE(c, async (stream) => {
    stream.onAbort(() => {
      stop()
      wake()
    })
    try {
      while (!stream.aborted) {
        const event = queue.shift()
        if (event === undefined) {
          if (!(await isWoken((resolve) => (wake = resolve)))) await stream.write(': waiting\n\n')
          continue
        }
        await stream.writeSSE({ event: event.kind, data: JSON.stringify(event) })
        if (event.kind === 'graded') return
      }
    } finally {
      stop()
    }
  })
}

/** False when nothing came for so long that proxies might think that the connection is dead. */
function isWoken(onWake: (resolve: () => void) => void): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), HEARTBEAT_MS)
    onWake(() => {
      clearTimeout(timer)
      resolve(true)
    })
  })
}

function submissionNotFound(): Problem {
  return notThere('submission-not-found', 'There is no such submission.')
}

function notThere(code: ProblemCode, message: string): Problem {
  return new Problem(404, { code, message, hint: 'GET /api/exams lists the exams.' })
}
