import type { Hono } from 'hono'
import type { AppEnv } from '../app-env.ts'
import type { Deps } from '../deps.ts'
import { bearer } from '../middleware/bearer.ts'
import { Problem } from '../problem.ts'

/** The time line of a sandbox: what ran, and the keys as they were after each step. */
export function stepRoutes(app: Hono<AppEnv>, { service }: Deps): void {
  const owner = bearer(service)

  app.get('/api/sandboxes/:id/steps', owner, (c) => {
    const after = c.req.query('after')
    return c.json(c.get('sandbox').steps(after === undefined ? undefined : readStep(after)))
  })

  app.get('/api/sandboxes/:id/steps/:step/keys', owner, async (c) => {
    return c.json(await c.get('sandbox').keysAt(readStep(c.req.param('step'))))
  })
}

function readStep(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new Problem(400, {
    code: 'bad-step',
    message: 'A step is a whole number, counted from 0.',
    hint: 'For example: /steps?after=12 or /steps/12/keys',
  })
}
