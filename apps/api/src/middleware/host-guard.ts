import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from '../app-env.ts'
import { Problem } from '../problem.ts'

/** The name in a Host header, in lower case; the port may be any. */
function hostName(header: string): string {
  return header.toLowerCase().replace(/:\d*$/, '').replace(/\.$/, '')
}

/**
 * Refuses a Host that is not ours. A page of a stranger whose name was made to point at 127.0.0.1
 * (DNS rebinding) is "same origin" to the browser; only the Host header gives it away.
 */
export function hostGuard(allowedHosts: readonly string[]): MiddlewareHandler<AppEnv> {
  const allowed = new Set(allowedHosts)
  return async (c, next) => {
    const host = c.req.header('host') ?? new URL(c.req.url).host
    if (!allowed.has(hostName(host))) {
      throw new Problem(403, {
        code: 'foreign-host',
        message: 'This server does not answer under the host name of this request.',
        hint: 'Whoever runs the server adds the name to ALLOWED_HOSTS.',
      })
    }
    await next()
  }
}
