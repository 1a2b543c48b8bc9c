import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import type { Hono } from 'hono'
import type { AppEnv } from '../app-env.ts'
import type { Deps } from '../deps.ts'

const notBuilt = `Keyspace is running, but its web pages are not built.

Stop it and run:   npx pnpm@10 start
or only build:     npx pnpm@10 build

The API and RESP work already.
`

/** A name with a content hash in it never changes its content. */
const yearLong = 'public, max-age=31536000, immutable'

/** The built web app: files as they are, and its one page for every address that is not a file. */
export function pageRoutes(app: Hono<AppEnv>, { webRoot }: Deps): void {
  const page = join(webRoot, 'index.html')
  const files = serveStatic({
    rewriteRequestPath: (path) => join(webRoot, path),
    precompressed: true,
  })
  const index = serveStatic({ path: page, precompressed: true })

  app.use('/*', async (c, next) => {
    c.header('cache-control', c.req.path.startsWith('/assets/') ? yearLong : 'no-cache')
    await next()
  })

  app.get('/*', files, async (c, next) => {
    const isFile = /\.[^/]*$/.test(c.req.path) || c.req.path.startsWith('/assets/')
    if (!isFile && existsSync(page)) return index(c, next)
    c.header('cache-control', 'no-store')
    return isFile ? c.text('There is no such file.\n', 404) : c.text(notBuilt, 503)
  })
}
