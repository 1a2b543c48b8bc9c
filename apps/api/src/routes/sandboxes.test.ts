import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApp, type AppUnderTest } from '../testing/open-app.ts'

let app: AppUnderTest
beforeAll(async () => {
  app = await openApp({ maxSandboxes: 30 })
})
afterAll(() => app.close())

describe('POST /api/sandboxes', () => {
  it('answers 201 with all that a client needs', async () => {
    const { status, headers, body } = await app.ask('POST', '/api/sandboxes', { body: {} })
    expect(status).toBe(201)
    expect(body).toMatchObject({ engine: 'dedicated', limits: { requestBytes: 65_536 } })
    const { id, token, respUrl, socketPath, expiresAt } = body as Record<string, string>
    expect(respUrl).toBe(`redis://${id}:${token}@localhost:6380`)
    expect(socketPath).toBe(`/api/sandboxes/${id}/socket`)
    expect(headers.get('location')).toBe(`/api/sandboxes/${id}`)
    expect(Date.parse(expiresAt!)).toBeGreaterThan(Date.now())
    expect(expiresAt).toMatch(/Z$/)
  })

  it('takes an empty body for an empty object', async () => {
    expect((await app.ask('POST', '/api/sandboxes')).status).toBe(201)
  })

  it('runs the seed, with redis-cli quoting', async () => {
    const { id, token } = await app.create({
      seed: ['SET greeting "hello world"', "RPUSH l a 'b c'"],
    })
    const { body } = await app.ask('POST', `/api/sandboxes/${id}/pipeline`, {
      token,
      body: {
        commands: [
          ['GET', 'greeting'],
          ['LRANGE', 'l', '0', '-1'],
        ],
      },
    })
    expect(body).toMatchObject({ texts: ['"hello world"', '1) "a"\n2) "b c"'] })
  })

  it.each([
    [['SET a 1', 'SET b "open'], 'Line 2 of the seed is not a command.'],
    [['SET a 1', '  '], 'Line 2 of the seed is empty.'],
    [['SET a 1', 'INCR a b', 'SET c'], 'Line 2 of the seed failed.'],
    [['SET a x', 'SET b 1', 'INCR a'], 'Line 3 of the seed failed.'],
  ])('names the first line of the seed that is wrong: %o', async (seed, start) => {
    const before = app.service.size
    const { status, body } = await app.ask('POST', '/api/sandboxes', { body: { seed } })
    expect(status).toBe(400)
    expect(body).toMatchObject({ code: 'bad-seed' })
    expect((body as { message: string }).message.startsWith(start)).toBe(true)
    expect(app.service.size).toBe(before)
  })

  it('shows the span in a line that cannot be split', async () => {
    const { body } = await app.ask('POST', '/api/sandboxes', { body: { seed: ['SET b "open'] } })
    expect(body).toMatchObject({ span: { start: 6, end: 7 } })
  })

  it('takes at most 200 lines, and says where the body is wrong', async () => {
    const seed = Array.from({ length: 201 }, () => 'PING')
    const { status, body } = await app.ask('POST', '/api/sandboxes', { body: { seed } })
    expect(status).toBe(400)
    expect(body).toMatchObject({ code: 'bad-request' })
    expect((body as { message: string }).message).toMatch(/seed: .*200/)
  })

  it('answers 404 to a lesson that is not there', async () => {
    const { status, body } = await app.ask('POST', '/api/sandboxes', {
      body: { lesson: 'no-such' },
    })
    expect(status).toBe(404)
    expect(body).toMatchObject({ code: 'lesson-not-found' })
  })
})

describe('who may enter a sandbox', () => {
  const doors = [
    ['POST', 'commands', { line: 'PING' }],
    ['POST', 'pipeline', { commands: [['PING']] }],
    ['GET', 'keys', undefined],
    ['POST', 'reset', undefined],
    ['DELETE', '', undefined],
  ] as const

  it.each(doors)(
    '%s %s: 401 without its token, 404 when it is gone',
    async (method, door, body) => {
      const { id } = await app.create()
      const stranger = await app.create()
      const path = (sandbox: string): string =>
        `/api/sandboxes/${sandbox}${door === '' ? '' : `/${door}`}`
      const missing = await app.ask(method, path(id), { body })
      expect(missing.status).toBe(401)
      expect(missing.body).toMatchObject({ code: 'unauthorized' })
      expect(missing.headers.get('www-authenticate')).toBe('Bearer')
      expect((await app.ask(method, path(id), { body, token: stranger.token })).status).toBe(401)
      expect((await app.ask(method, path(id), { body, token: 'x' })).status).toBe(401)
      const gone = await app.ask(method, path('nobody'), { body, token: stranger.token })
      expect(gone.status).toBe(404)
      expect(gone.body).toMatchObject({ code: 'sandbox-gone' })
    },
  )
})

describe('reset and delete', () => {
  it('resets to an empty sandbox with the same id and token', async () => {
    const { id, token } = await app.create()
    const run = (line: string) =>
      app.ask('POST', `/api/sandboxes/${id}/commands`, { token, body: { line } })
    await run('SET a 1')
    expect((await app.ask('POST', `/api/sandboxes/${id}/reset`, { token })).status).toBe(204)
    expect((await run('DBSIZE')).body).toMatchObject({ reply: { kind: 'integer', value: 0 } })
  })

  it('deletes: afterwards the sandbox is gone', async () => {
    const { id, token } = await app.create()
    expect((await app.ask('DELETE', `/api/sandboxes/${id}`, { token })).status).toBe(204)
    const again = await app.ask('DELETE', `/api/sandboxes/${id}`, { token })
    expect(again.status).toBe(404)
    expect(again.body).toMatchObject({ code: 'sandbox-gone' })
  })
})

describe('GET keys', () => {
  it('shows every key in its own shape', async () => {
    const { id, token } = await app.create({ seed: ['SET s v EX 100', 'ZADD z 1.5 m', 'SELECT 0'] })
    const { status, body } = await app.ask('GET', `/api/sandboxes/${id}/keys`, { token })
    expect(status).toBe(200)
    expect(body).toMatchObject({ total: 2, truncated: false })
    const keys = (body as { keys: { key: string }[] }).keys
    expect(keys.map(({ key }) => key).sort()).toEqual(['s', 'z'])
    expect(keys.find(({ key }) => key === 'z')).toMatchObject({
      db: 0,
      ttlMs: null,
      value: { type: 'zset', members: [['m', '1.5']] },
    })
  })
})

it('answers 503 with Retry-After when every place is taken', async () => {
  const small = await openApp({ maxSandboxes: 1 })
  try {
    await small.create()
    const { status, headers, body } = await small.ask('POST', '/api/sandboxes', { body: {} })
    expect(status).toBe(503)
    expect(body).toMatchObject({ code: 'full' })
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
  } finally {
    await small.close()
  }
})

it('logs neither tokens nor what was typed', async () => {
  const { id, token } = await app.create({ seed: ['SET secret-seed 1'] })
  await app.ask('POST', `/api/sandboxes/${id}/commands`, {
    token,
    body: { line: 'SET typed-key typed-value' },
  })
  const atInfo = app.logLines.filter((line) => !line.includes('"level":"debug"')).join('')
  expect(atInfo).toContain(id)
  expect(app.logLines.join('')).not.toContain(token)
  expect(atInfo).not.toMatch(/typed-|secret-seed/)
})
