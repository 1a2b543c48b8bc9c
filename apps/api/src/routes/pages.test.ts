import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openApp, type AppUnderTest } from '../testing/open-app.ts'

const webRoot = mkdtempSync(join(tmpdir(), 'keyspace-web-'))
let app: AppUnderTest
beforeAll(async () => {
  mkdirSync(join(webRoot, 'assets'))
  writeFileSync(join(webRoot, 'index.html'), '<!doctype html><title>Keyspace</title>')
  writeFileSync(join(webRoot, 'favicon.svg'), '<svg/>')
  writeFileSync(join(webRoot, 'assets/main-1a2b.js'), 'plain')
  writeFileSync(join(webRoot, 'assets/main-1a2b.js.br'), 'brotli')
  app = await openApp({ webRoot, engine: 'embedded' })
})
afterAll(async () => {
  await app.close()
  rmSync(webRoot, { recursive: true })
})

it.each(['/', '/lessons/r1', '/ru/lessons/r1?x=1'])('shows the page at %s', async (path) => {
  const { status, headers, body } = await app.ask('GET', path)
  expect(status).toBe(200)
  expect(body).toContain('<title>Keyspace</title>')
  expect(headers.get('content-type')).toMatch(/^text\/html/)
  expect(headers.get('cache-control')).toBe('no-cache')
  const policy = headers.get('content-security-policy')
  expect(policy).toContain("script-src 'self';")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toContain('unsafe')
})

it('serves hashed files for a year, compressed for who can read it', async () => {
  const plain = await app.ask('GET', '/assets/main-1a2b.js')
  expect(plain.body).toBe('plain')
  expect(plain.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  const brotli = await app.ask('GET', '/assets/main-1a2b.js', {
    headers: { 'accept-encoding': 'gzip, br' },
  })
  expect(brotli.body).toBe('brotli')
  expect(brotli.headers.get('content-encoding')).toBe('br')
  expect(brotli.headers.get('content-type')).toMatch(/^text\/javascript/)
  expect(brotli.headers.get('vary')).toMatch(/accept-encoding/i)
})

it('asks again for files without a hash', async () => {
  expect((await app.ask('GET', '/favicon.svg')).headers.get('cache-control')).toBe('no-cache')
})

it.each([
  '/assets/gone.js',
  '/assets/gone',
  '/nothing.png',
  '/..%2f..%2fpackage.json',
  '/%2e%2e/secret.txt',
])('answers 404 to a file that is not there: %s', async (path) => {
  const { status, body } = await app.ask('GET', path)
  expect(status).toBe(404)
  expect(body).toBe('There is no such file.\n')
})

it('says what to do when the pages are not built', async () => {
  const bare = await openApp({ engine: 'embedded' })
  const { status, body } = await bare.ask('GET', '/')
  expect(status).toBe(503)
  expect(body).toContain('npx pnpm@10 start')
  await bare.close()
})

it.each(['/embed/console', '/embed/lessons/r1-architecture-and-cli'])(
  'lets the sites that were named, and nobody else, frame %s',
  async (path) => {
    const { status, headers } = await app.ask('GET', path)
    expect(status).toBe(200)
    const policy = headers.get('content-security-policy')
    expect(policy).toMatch(/; frame-ancestors https:\/\/docs\.example$/)
    expect(headers.get('x-frame-options')).toBeNull()
  },
)

it.each(['/', '/lessons/r1', '/embed', '/embed/lab/x', '/embed/lessons/r1/more', '/progress'])(
  'lets nobody frame %s',
  async (path) => {
    const { headers } = await app.ask('GET', path)
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('x-frame-options')).toBe('DENY')
  },
)

it('gives the script for other sites to other sites, and no other file', async () => {
  const policyOf = async (path: string) =>
    (await app.ask('GET', path)).headers.get('cross-origin-resource-policy')
  expect(await policyOf('/embed.js')).toBe('cross-origin')
  expect(await policyOf('/favicon.svg')).toBe('same-origin')
})
