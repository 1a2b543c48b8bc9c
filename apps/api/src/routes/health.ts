import type { Hono } from 'hono'
import type { AppEnv } from '../app-env.ts'
import type { Deps } from '../deps.ts'
import { Problem, retryAfter } from '../problem.ts'

export function healthRoutes(app: Hono<AppEnv>, { readiness, metrics }: Deps): void {
  app.get('/health/live', (c) => c.json({ status: 'live' }))

  app.get('/health/ready', async (c) => {
    const { isReady, reason, ...about } = await readiness.check()
    if (isReady) return c.json({ status: 'ready', ...about })
    throw new Problem(
      503,
      { code: 'not-ready', message: reason ?? 'Not ready.' },
      retryAfter(5_000),
    )
  })

  app.get('/metrics', (c) => {
    c.header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
    return c.body(metrics.render())
  })
}
