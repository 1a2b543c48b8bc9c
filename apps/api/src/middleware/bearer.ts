import type { MiddlewareHandler } from 'hono'
import type { Sandbox, SandboxService } from '@keyspace/sandbox'
import type { AppEnv } from '../app-env.ts'
import { Problem } from '../problem.ts'
import { sandboxGone } from '../sandbox-gone.ts'

const bearerToken = /^Bearer +([\w.~+/=-]+) *$/i

/** Finds the sandbox of the path and lets only its owner through. */
export function bearer(service: SandboxService): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    c.set('sandbox', ownSandbox(service, c.req.param('id') ?? '', c.req.header('authorization')))
    await next()
  }
}

/** @throws {Problem} 404 when there is no such sandbox, 401 unless the header has its token. */
export function ownSandbox(
  service: SandboxService,
  id: string,
  authorization: string | undefined,
): Sandbox {
  const sandbox = service.get(id)
  if (sandbox === undefined) throw sandboxGone()
  const token = bearerToken.exec(authorization ?? '')?.[1]
  if (token !== undefined && sandbox.checkToken(token)) return sandbox
  throw new Problem(
    401,
    {
      code: 'unauthorized',
      message: 'This sandbox needs its own token.',
      hint: 'Send the header "Authorization: Bearer <token>" with the token that came with the sandbox.',
    },
    { 'www-authenticate': 'Bearer' },
  )
}
