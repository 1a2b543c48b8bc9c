import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { problemBody } from '@keyspace/protocol'
import { openApp, type AppUnderTest } from './testing/open-app.ts'

let app: AppUnderTest
beforeAll(async () => {
  app = await openApp()
})
afterAll(() => app.close())

describe('every error is a problem', () => {
  it.each([
    ['GET', '/api/nothing', 404, 'not-found'],
    ['GET', '/api', 404, 'not-found'],
    ['POST', '/health/nothing', 404, 'not-found'],
    ['GET', '/api/sandboxes', 405, 'wrong-method'],
    ['PUT', '/api/sandboxes/x', 405, 'wrong-method'],
    ['GET', '/api/sandboxes/x/commands', 405, 'wrong-method'],
    ['POST', '/api/lessons', 405, 'wrong-method'],
    ['POST', '/health/live', 405, 'wrong-method'],
    ['GET', '/api/lessons/nothing', 404, 'lesson-not-found'],
    ['GET', '/api/lessons?lang=de', 400, 'bad-lang'],
    ['GET', '/api/sandboxes/nobody/socket', 404, 'sandbox-gone'],
    ['POST', '/', 404, 'not-found'],
  ])('%s %s: %i %s', async (method, path, status, code) => {
    const answer = await app.ask(method, path)
    expect(answer.status).toBe(status)
    expect(answer.body).toMatchObject({ code })
    expect(problemBody.parse(answer.body).message).not.toBe('')
    expect(
      Object.keys(answer.body as object).every((key) => /^(code|message|hint|span)$/.test(key)),
    ).toBe(true)
  })

  it('names the right method', async () => {
    expect((await app.ask('GET', '/api/sandboxes')).headers.get('allow')).toBe('POST')
  })

  it.each(['{', 'not json', '{"seed": [}'])('400 for JSON that is none: %s', async (text) => {
    const answer = await app.ask('POST', '/api/sandboxes', {
      text,
      headers: { 'content-type': 'application/json' },
    })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ code: 'bad-json' })
  })

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/jsonp',
    'text/plain; application/json',
  ])('415 for %s, which a form of another site could send', async (type) => {
    const answer = await app.ask('POST', '/api/sandboxes', {
      text: '{}',
      headers: { 'content-type': type },
    })
    expect(answer.status).toBe(415)
    expect(answer.body).toMatchObject({ code: 'not-json' })
  })

  it('takes JSON with a charset', async () => {
    const headers = { 'content-type': 'application/json; charset=utf-8' }
    expect((await app.ask('POST', '/api/sandboxes', { text: '{}', headers })).status).toBe(201)
  })

  it('413 above 64 KB, and not at it', async () => {
    const bodyOf = (bytes: number): string => `{"lesson":"${'x'.repeat(bytes - 13)}"}`
    const headers = { 'content-type': 'application/json' }
    const over = await app.ask('POST', '/api/sandboxes', { text: bodyOf(65_537), headers })
    expect(over.status).toBe(413)
    expect(over.body).toMatchObject({ code: 'body-too-large' })
    expect(
      (await app.ask('POST', '/api/sandboxes', { text: bodyOf(65_536), headers })).status,
    ).toBe(400)
  })

  it('403 for a Host that is not ours, on pages too', async () => {
    for (const path of ['/', '/api/lessons', '/health/live']) {
      const answer = await app.ask('GET', path, { headers: { host: 'evil.example' } })
      expect(answer.status).toBe(403)
      expect(answer.body).toMatchObject({ code: 'foreign-host' })
    }
  })

  it('403 for a page of another site', async () => {
    const answer = await app.ask('POST', '/api/sandboxes', {
      body: {},
      headers: { origin: 'https://evil.example' },
    })
    expect(answer.status).toBe(403)
    expect(answer.body).toMatchObject({ code: 'foreign-origin' })
  })
})

describe('headers', () => {
  it('are strict on data', async () => {
    const { headers } = await app.ask('GET', '/api/lessons')
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; frame-ancestors 'none'",
    )
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('permissions-policy')).toContain('camera=()')
  })

  it('are there on errors too', async () => {
    const { headers } = await app.ask('GET', '/api/nothing', {
      headers: { 'x-request-id': 'trace-7' },
    })
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-request-id')).toBe('trace-7')
  })

  it('let a named origin in, and no other', async () => {
    const allowed = await app.ask('GET', '/api/lessons', {
      headers: { origin: 'https://course.example' },
    })
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://course.example')
    const foreign = await app.ask('GET', '/api/lessons', {
      headers: { origin: 'https://evil.example' },
    })
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull()
    const preflight = await app.ask('OPTIONS', '/api/sandboxes', {
      headers: { origin: 'https://course.example', 'access-control-request-method': 'POST' },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization')
  })
})

describe('health and metrics', () => {
  it('is live', async () => {
    expect(await app.ask('GET', '/health/live')).toMatchObject({
      status: 200,
      body: { status: 'live' },
    })
  })

  it('is ready, and says what runs here', async () => {
    const { status, body } = await app.ask('GET', '/health/ready')
    expect(status).toBe(200)
    expect(body).toEqual({
      status: 'ready',
      engine: 'dedicated',
      isolation: app.engine.describe?.().isolation,
      version: '0.0.0',
    })
  })

  it('is not ready when a sandbox does not hold, and says what does not', async () => {
    const failures = ['One sandbox can read the keys of another.']
    const open = await openApp({ selfTest: Promise.resolve({ isolation: 'none', failures }) })
    const { status, body } = await open.ask('GET', '/health/ready')
    expect(status).toBe(503)
    expect(body).toMatchObject({ code: 'not-ready', message: failures[0] })
    await open.close()
  })

  it('is not ready when the engine cannot launch, and says why', async () => {
    const broken = await openApp({ selfTest: Promise.resolve({ isolation: 'uid', failures: [] }) })
    await broken.engine.close()
    const { status, body } = await broken.ask('GET', '/health/ready')
    expect(status).toBe(503)
    expect(body).toMatchObject({ code: 'not-ready', message: 'The engine is shut down.' })
    await broken.close()
  })

  it('counts', async () => {
    await app.create()
    const { headers, body } = await app.ask('GET', '/metrics')
    expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
    expect(body).toMatch(/^keyspace_sandboxes \d+$/m)
    expect(body).toMatch(
      /^keyspace_http_requests_total\{method="POST",route="\/api\/sandboxes",status="201"\} \d+$/m,
    )
    expect(body).not.toContain('nobody')
  })
})
