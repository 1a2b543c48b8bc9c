import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from '../app-env.ts'
import { Problem } from '../problem.ts'

/** True when a page of that origin may talk to us: our own (by host, as TLS may end before us) or a named one. */
function isOurs(origin: string, host: string, allowed: ReadonlySet<string>): boolean {
  if (allowed.has(origin)) return true
  return URL.canParse(origin) && new URL(origin).host === host.toLowerCase()
}

/**
 * Refuses what a foreign page asks for, where asking already does something: WebSocket upgrades,
 * which no CORS protects, and every method that writes. Programs send no Origin and pass.
 */
export function originGuard(allowedOrigins: readonly string[]): MiddlewareHandler<AppEnv> {
  const allowed = new Set(allowedOrigins)
  return async (c, next) => {
    const origin = c.req.header('origin')
    const onlyReads = /^(?:GET|HEAD|OPTIONS)$/.test(c.req.method)
    const isUpgrade = c.req.header('upgrade') !== undefined
    if (origin !== undefined && (isUpgrade || !onlyReads)) {
      const host = c.req.header('host') ?? new URL(c.req.url).host
      if (!isOurs(origin, host, allowed)) {
        throw new Problem(403, {
          code: 'foreign-origin',
          message: 'This page may not use this server.',
          hint: 'Whoever runs the server adds the origin of the page to ALLOWED_ORIGINS.',
        })
      }
    }
    await next()
  }
}
