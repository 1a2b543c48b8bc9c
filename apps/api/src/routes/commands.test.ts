import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CreatedSandbox } from '@keyspace/protocol'
import { openApp, type AppUnderTest } from '../testing/open-app.ts'

let app: AppUnderTest
let sandbox: CreatedSandbox
beforeAll(async () => {
  app = await openApp()
  sandbox = await app.create()
})
afterAll(() => app.close())

function post(door: string, body: unknown) {
  return app.ask('POST', `/api/sandboxes/${sandbox.id}/${door}`, { token: sandbox.token, body })
}

describe('POST commands', () => {
  it.each([
    [{ line: 'SET user:1 "Alex B"' }, { kind: 'status', value: 'OK' }, 'OK'],
    [{ argv: ['GET', 'user:1'] }, { kind: 'bulk', value: 'Alex B' }, '"Alex B"'],
    [{ line: 'GET nothing' }, { kind: 'nil' }, '(nil)'],
    [{ line: 'INCR n' }, { kind: 'integer', value: 1 }, '(integer) 1'],
    [{ line: 'SET bin "\\xff\\x00"' }, { kind: 'status', value: 'OK' }, 'OK'],
    [{ line: 'GET bin' }, { kind: 'bulk', base64: '/wA=' }, '"\\xff\\x00"'],
    [
      { line: 'EVAL "return {1, redis.call(\'GET\', KEYS[1]), false}" 1 user:1' },
      {
        kind: 'array',
        items: [{ kind: 'integer', value: 1 }, { kind: 'bulk', value: 'Alex B' }, { kind: 'nil' }],
      },
      '1) (integer) 1\n2) "Alex B"\n3) (nil)',
    ],
  ])('%o', async (body, reply, text) => {
    const answer = await post('commands', body)
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ reply, text })
    expect((answer.body as { micros: number }).micros).toBeGreaterThan(0)
  })

  it('answers 200 to what Redis refuses', async () => {
    const { status, body } = await post('commands', { line: 'LPUSH user:1 x' })
    const value = 'WRONGTYPE Operation against a key holding the wrong kind of value'
    expect(status).toBe(200)
    expect(body).toMatchObject({
      reply: { kind: 'error', code: 'WRONGTYPE', value },
      text: `(error) ${value}`,
    })
  })

  it('answers 400 with the span to a line that cannot be split', async () => {
    const { status, body } = await post('commands', { line: 'SET a "b' })
    expect(status).toBe(400)
    expect(body).toMatchObject({ code: 'bad-line', span: { start: 6, end: 7 } })
  })

  it('answers 400 to an empty line', async () => {
    const { status, body } = await post('commands', { line: '   ' })
    expect(status).toBe(400)
    expect(body).toMatchObject({ code: 'bad-line', span: { start: 0, end: 3 } })
  })

  it.each([
    {},
    { argv: [] },
    { line: 'PING', argv: ['PING'] },
    { argv: ['GET', 1] },
    { lines: 'PING' },
    [],
    'PING',
    null,
  ])('answers 400 to a body of another shape: %o', async (body) => {
    const answer = await post('commands', body)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ code: 'bad-request' })
    expect((answer.body as { hint: string }).hint).toContain('{"line": "SET user:1 Alex"}')
  })

  it('refuses what needs a kept connection, with a sentence', async () => {
    const { status, body } = await post('commands', { line: 'SUBSCRIBE ch' })
    expect(status).toBe(200)
    expect(body).toMatchObject({ reply: { kind: 'error' } })
    expect((body as { text: string }).text).toMatch(/WebSocket|RESP/)
  })
})

describe('POST pipeline', () => {
  it('runs MULTI … EXEC in one request', async () => {
    const commands = [['MULTI'], ['SET', 'p', '1'], ['INCR', 'p'], ['EXEC']]
    const { status, body } = await post('pipeline', { commands })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      texts: ['OK', 'QUEUED', 'QUEUED', '1) OK\n2) (integer) 2'],
      roundTrips: 1,
    })
  })

  it.each([{ commands: [] }, { commands: [[]] }, { commands: 'PING' }])(
    'refuses %o',
    async (body) => {
      const answer = await post('pipeline', body)
      expect(answer.status).toBe(400)
      expect(answer.body).toMatchObject({ code: 'bad-request' })
    },
  )
})

it('answers 429 with Retry-After beyond the rate', async () => {
  const { id, token } = await app.create()
  const commands = Array.from({ length: 1_000 }, () => ['PING'])
  const statuses: number[] = []
  let refused: Awaited<ReturnType<typeof post>> | undefined
  for (let round = 0; round < 4 && refused === undefined; round += 1) {
    const answer = await app.ask('POST', `/api/sandboxes/${id}/pipeline`, {
      token,
      body: { commands },
    })
    statuses.push(answer.status)
    if (answer.status === 429) refused = answer
  }
  expect(statuses[0]).toBe(200)
  expect(refused?.body).toMatchObject({ code: 'too-many-commands' })
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
})
