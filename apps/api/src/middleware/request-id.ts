import { randomUUID } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from '../app-env.ts'

const fit = /^[\w.-]{1,64}$/

/** Takes the caller's x-request-id when it is fit for a log line, else makes one; answers with it. */
export function requestId(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const given = c.req.header('x-request-id') ?? ''
    const id = fit.test(given) ? given : randomUUID()
    c.set('requestId', id)
    c.header('x-request-id', id)
    await next()
  }
}
