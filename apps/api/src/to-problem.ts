import { HTTPException } from 'hono/http-exception'
import { SandboxError } from '@keyspace/sandbox'
import { Problem, retryAfter } from './problem.ts'
import { sandboxGone } from './sandbox-gone.ts'

const STEPS_HINT = 'GET /api/sandboxes/:id/steps tells which steps there are.'

function fromSandbox(error: SandboxError): Problem {
  const wait = retryAfter(error.retryAfterMs ?? 1_000)
  switch (error.code) {
    case 'gone':
      return sandboxGone()
    case 'full':
      return new Problem(503, { code: 'full', message: error.message }, wait)
    case 'engine-unavailable':
      return new Problem(503, { code: 'engine-unavailable', message: error.message }, wait)
    case 'too-many-commands':
    case 'too-many-requests':
    case 'too-many-looks':
      return new Problem(429, { code: error.code, message: error.message }, wait)
    case 'step-gone':
      return new Problem(404, { code: 'step-gone', message: error.message, hint: STEPS_HINT })
    case 'bad-seed':
      return new Problem(400, { code: 'bad-seed', message: error.message })
  }
}

/**
 * What the caller is told about anything that was thrown. What we did not foresee is ours to mend:
 * its text stays in the log.
 */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof SandboxError) return fromSandbox(error)
  if (error instanceof HTTPException && error.status < 500) {
    return new Problem(400, { code: 'bad-request', message: 'The request cannot be read.' })
  }
  return new Problem(500, {
    code: 'internal',
    message: 'Something went wrong on our side.',
    hint: 'Try again. If it stays, report the x-request-id of this answer.',
  })
}
