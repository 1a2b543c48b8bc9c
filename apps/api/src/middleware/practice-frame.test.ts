import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openApp, type AppUnderTest } from '../testing/open-app.ts'

const webRoot = fileURLToPath(new URL('../../../web/public', import.meta.url))
const html = readFileSync(`${webRoot}/practice/frame.html`, 'utf8')

let app: AppUnderTest
beforeAll(async () => {
  app = await openApp({ webRoot, engine: 'embedded', config: { embedOrigins: [] } })
})
afterAll(() => app.close())

it('gives the frame of learners’ programs an origin of its own, one script and no network', async () => {
  const { status, headers } = await app.ask('GET', '/practice/frame.html')
  const [, script = ''] = /<script>([^]*?)<\/script>/.exec(html) ?? []
  const hash = createHash('sha256').update(script).digest('base64')
  const policy = headers.get('content-security-policy')?.split('; ')
  expect(status).toBe(200)
  expect(policy).toEqual([
    'sandbox allow-scripts',
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    'worker-src blob:',
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ])
  expect(headers.get('x-frame-options')).toBe('SAMEORIGIN')
})

it('says the same in the document, for where other servers host it', () => {
  const [, policy = ''] = /content-security-policy"\s+content="([^"]*)"/.exec(html) ?? []
  expect(policy).toContain("connect-src 'none'")
  expect(policy).toMatch(/script-src 'sha256-[^']+'; worker-src blob:/)
})
