import type { Hono } from 'hono'
import type { AppEnv } from '../app-env.ts'
import { Problem } from '../problem.ts'

const methods: Readonly<Record<string, string>> = {
  '/api/sandboxes': 'POST',
  '/api/sandboxes/:id': 'DELETE',
  '/api/sandboxes/:id/commands': 'POST',
  '/api/sandboxes/:id/pipeline': 'POST',
  '/api/sandboxes/:id/keys': 'GET',
  '/api/sandboxes/:id/reset': 'POST',
  '/api/sandboxes/:id/steps': 'GET',
  '/api/sandboxes/:id/steps/:step/keys': 'GET',
  '/api/sandboxes/:id/socket': 'GET',
  '/api/lessons': 'GET',
  '/api/lessons/:slug': 'GET',
  '/api/exams': 'GET',
  '/api/exams/:slug/submissions': 'POST',
  '/api/tasks': 'GET',
  '/api/tasks/:id': 'GET',
  '/api/tasks/:id/submissions': 'POST',
  '/api/submissions/:id': 'GET',
  '/api/submissions/:id/events': 'GET',
  '/api/certificates/:code': 'GET',
  '/health/live': 'GET',
  '/health/ready': 'GET',
  '/metrics': 'GET',
}

/** Stands behind the routes: who comes here has a right address and a wrong method. */
export function wrongMethods(app: Hono<AppEnv>): void {
  for (const [path, allow] of Object.entries(methods)) {
    app.all(path, () => {
      throw new Problem(
        405,
        { code: 'wrong-method', message: `This address takes ${allow} only.` },
        { allow },
      )
    })
  }
}
