import type { Context, MiddlewareHandler } from 'hono'
import type { AppEnv } from '../app-env.ts'

const everywhere: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), browsing-topics=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

const plainHost = /^[\w.:[\]-]+$/

/** `'self'` covers WebSockets in newer browsers only, so our own host is named too. */
function sockets(c: Context<AppEnv>): string {
  const host = c.req.header('host') ?? new URL(c.req.url).host
  return plainHost.test(host) ? ` ws://${host} wss://${host}` : ''
}

/** What our pages may load: only what we serve, and nothing written into the page itself. */
function pagePolicy(sockets: string, ancestors: string): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${sockets}`,
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${ancestors}`,
  ].join('; ')
}

/** The frame that runs learners' programs: an origin of its own, one script, a Worker, and no network at all. */
const practiceFrame = '/practice/frame.html'
const practicePolicy = (ancestors: string): string =>
  [
    'sandbox allow-scripts',
    "default-src 'none'",
    "script-src 'sha256-v3RUdRCGwpw3lE6sGv0Sx4TJVoSvPMSbDgjuVvjbmiI='",
    'worker-src blob:',
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors 'self' ${ancestors}`.trim(),
  ].join('; ')

const dataPolicy = "default-src 'none'; frame-ancestors 'none'"

/** What pages of other sites may show in a frame, and the script that makes these frames. */
const EMBEDDED = /^\/embed\/(?:lessons\/[\w-]+|console)\/?$/
const EMBED_SCRIPT = '/embed.js'

/** `embedOrigins`: sites that may put `/embed/…` into a frame, or `*` for all; nobody else may frame anything. */
export function securityHeaders(embedOrigins: readonly string[]): MiddlewareHandler<AppEnv> {
  const embedders = embedOrigins.join(' ')
  return async (c, next) => {
    for (const [name, value] of Object.entries(everywhere)) c.header(name, value)
    const { path } = c.req
    const isData = /^\/(?:api|health|metrics)(?:\/|$)/.test(path)
    const isPractice = path === practiceFrame
    const isEmbedded = embedders !== '' && EMBEDDED.test(path)
    const ancestors = isEmbedded ? embedders : "'none'"
    const policy = isPractice ? practicePolicy(embedders) : pagePolicy(sockets(c), ancestors)
    c.header('content-security-policy', isData ? dataPolicy : policy)
    if (isPractice) c.header('x-frame-options', 'SAMEORIGIN')
    // The older header knows no list of sites; the policy says it all.
    if (isEmbedded) c.header('x-frame-options', undefined)
    if (path === EMBED_SCRIPT) c.header('cross-origin-resource-policy', 'cross-origin')
    if (isData) c.header('cache-control', 'no-store')
    await next()
  }
}
