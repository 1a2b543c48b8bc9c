import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { AppEnv } from '../app-env.ts'
import type { Log } from '../log.ts'
import type { ApiMetrics } from '../metrics/api-metrics.ts'

/** Pages and probes come by the hundred and say little. */
const quiet = /^\/(?:health|metrics|assets)\b|^\*/

/**
 * One line and one measurement a request. The line names the route's pattern, never the query, a
 * body or a header: what a learner typed is theirs.
 */
export function accessLog(log: Log, metrics: ApiMetrics): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const start = performance.now()
    await next()
    const ms = performance.now() - start
    const route = routePath(c)
    const { method } = c.req
    const status = c.res.status
    metrics.requests.increment({ method, route, status: String(status) })
    metrics.requestSeconds.observe({ method, route }, ms / 1_000)
    const fields = {
      requestId: c.get('requestId'),
      method,
      route,
      sandbox: c.req.param('id'),
      status,
      ms: Math.round(ms * 10) / 10,
    }
    if (quiet.test(route) && status < 500) log.debug(fields, 'request')
    else log.info(fields, 'request')
  }
}
