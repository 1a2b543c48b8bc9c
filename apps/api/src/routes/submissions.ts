import type { SubmissionEvent } from '@keyspace/protocol'
import type { Context, Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { AppEnv } from '../app-env.ts'
import type { Deps } from '../deps.ts'
import { Problem } from '../problem.ts'
import type { SubmissionService } from '../submissions/submission-service.ts'
import { openGrading } from './open-grading.ts'

const HEARTBEAT_MS = 15_000

/** What became of a submission, and the certificate that it earned. */
export function submissionRoutes(app: Hono<AppEnv>, deps: Deps): void {
  app.get('/api/submissions/:id', async (c) => {
    const found = await openGrading(deps).find(c.req.param('id'))
    if (found === undefined) throw submissionNotFound()
    return c.json({ ...found.state, report: found.report })
  })

  app.get('/api/submissions/:id/events', async (c) => events(c, openGrading(deps)))

  app.get('/api/certificates/:code', async (c) => {
    const found = await openGrading(deps).certificate(c.req.param('code'))
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

async function events(c: Context<AppEnv>, service: SubmissionService): Promise<Response> {
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
  return new Problem(404, {
    code: 'submission-not-found',
    message: 'There is no such submission.',
    hint: 'It may be too old: submit it again.',
  })
}
