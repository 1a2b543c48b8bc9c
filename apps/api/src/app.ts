import { Hono } from 'hono'
import { cors } from 'hono/cors'
import type { AppEnv } from './app-env.ts'
import type { Deps } from './deps.ts'
import { accessLog } from './middleware/access-log.ts'
import { bodySize } from './middleware/body-size.ts'
import { hostGuard } from './middleware/host-guard.ts'
import { originGuard } from './middleware/origin-guard.ts'
import { requestId } from './middleware/request-id.ts'
import { securityHeaders } from './middleware/security-headers.ts'
import { Problem } from './problem.ts'
import { assignmentRoutes } from './routes/assignments.ts'
import { commandRoutes } from './routes/commands.ts'
import { healthRoutes } from './routes/health.ts'
import { lessonRoutes } from './routes/lessons.ts'
import { wrongMethods } from './routes/wrong-methods.ts'
import { pageRoutes } from './routes/pages.ts'
import { sandboxRoutes } from './routes/sandboxes.ts'
import { socketRoute } from './routes/socket.ts'
import { stepRoutes } from './routes/steps.ts'
import { submissionRoutes } from './routes/submissions.ts'
import { toProblem } from './to-problem.ts'

export function createApp(deps: Deps): Hono<AppEnv> {
  const { config, log, metrics } = deps
  const app = new Hono<AppEnv>()

  app.use(requestId(), accessLog(log, metrics), securityHeaders(config.embedOrigins))
  app.use(hostGuard(config.allowedHosts))
  app.use(
    '/api/*',
    crossOrigin(config.allowedOrigins),
    originGuard(config.allowedOrigins),
    bodySize(),
  )

  healthRoutes(app, deps)
  lessonRoutes(app, deps)
  sandboxRoutes(app, deps)
  assignmentRoutes(app, deps)
  submissionRoutes(app, deps)
  commandRoutes(app, deps)
  stepRoutes(app, deps)
  socketRoute(app, deps)
  wrongMethods(app)
  for (const path of ['/api/*', '/health/*']) app.all(path, notFound)
  pageRoutes(app, deps)

  app.notFound(notFound)
  app.onError((error, c) => {
    const problem = toProblem(error)
    if (problem.status >= 500)
      log.error({ err: error, requestId: c.get('requestId') }, 'request failed')
    return c.json(problem.body, problem.status, { ...problem.headers })
  })
  return app
}

function notFound(): never {
  throw new Problem(404, {
    code: 'not-found',
    message: 'There is nothing at this address.',
    hint: 'The addresses of the API are in docs/architecture.md.',
  })
}

function crossOrigin(allowedOrigins: readonly string[]) {
  return cors({
    origin: [...allowedOrigins],
    allowMethods: ['GET', 'POST', 'DELETE'],
    allowHeaders: ['authorization', 'content-type', 'x-request-id'],
    exposeHeaders: ['x-request-id', 'retry-after', 'location'],
    maxAge: 600,
  })
}
