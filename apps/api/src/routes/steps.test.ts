import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keysResponse, stepsResponse, type CreatedSandbox } from '@keyspace/protocol'
import { openApp, type AppUnderTest } from '../testing/open-app.ts'

let app: AppUnderTest
let sandbox: CreatedSandbox
beforeAll(async () => {
  app = await openApp()
  sandbox = await app.create({ seed: ['SET seeded 1'] })
  const commands = [
    ['SET', 'a', '1'],
    ['GET', 'a'],
    ['INCR', 'a'],
    ['SET', 'a'],
  ]
  await app.ask('POST', `/api/sandboxes/${sandbox.id}/pipeline`, {
    token: sandbox.token,
    body: { commands },
  })
})
afterAll(() => app.close())

const get = (rest: string, token = sandbox.token) =>
  app.ask('GET', `/api/sandboxes/${sandbox.id}${rest}`, { token })
const branch = (step: unknown, token = sandbox.token, more: object = {}) =>
  app.ask('POST', '/api/sandboxes', {
    token,
    body: { branch: { sandbox: sandbox.id, step }, ...more },
  })

describe('GET /api/sandboxes/:id/steps', () => {
  it('tells what ran, behind the seed', async () => {
    const { status, body } = await get('/steps')
    expect(status).toBe(200)
    const list = stepsResponse.parse(body)
    expect(list).toMatchObject({ first: 1, last: 4, states: true })
    expect(
      list.steps.map(({ step, argv, writes }) => [step, argv.map(String).join(' '), writes]),
    ).toEqual([
      [1, 'SET a 1', true],
      [2, 'GET a', false],
      [3, 'INCR a', true],
      [4, 'SET a', false],
    ])
    expect(list.steps[2]?.reply).toEqual({ kind: 'integer', value: 2 })
    expect(list.steps[3]?.reply).toMatchObject({ kind: 'error', code: 'ERR' })
  })

  it('tells what came behind a step', async () => {
    const { steps } = stepsResponse.parse((await get('/steps?after=3')).body)
    expect(steps.map(({ step }) => step)).toEqual([4])
    expect((await get('/steps?after=x')).body).toMatchObject({ code: 'bad-step' })
  })

  it('is for the owner alone', async () => {
    expect((await get('/steps', 'wrong')).status).toBe(401)
    expect((await get('/steps/1/keys', 'wrong')).status).toBe(401)
    expect((await app.ask('POST', `/api/sandboxes/${sandbox.id}/steps`)).status).toBe(405)
  })
})

describe('GET /api/sandboxes/:id/steps/:step/keys', () => {
  it('has the shape of /keys', async () => {
    const { keys, total } = keysResponse.parse((await get('/steps/1/keys')).body)
    expect(total).toBe(2)
    expect(keys.find(({ key }) => key === 'a')?.value).toEqual({ type: 'string', value: '1' })
    expect(keysResponse.parse((await get('/steps/0/keys')).body).total).toBe(1)
  })

  it.each(['5', '999999'])('answers 404 to step %s, which there is not', async (step) => {
    const { status, body } = await get(`/steps/${step}/keys`)
    expect([status, body]).toMatchObject([404, { code: 'step-gone' }])
  })

  it.each(['-1', '1.5', 'now'])('answers 400 to %s', async (step) => {
    const { status, body } = await get(`/steps/${step}/keys`)
    expect([status, body]).toMatchObject([400, { code: 'bad-step' }])
  })
})

describe('POST /api/sandboxes with a branch', () => {
  it('makes a sandbox in that state, with a token of its own', async () => {
    const { status, body } = await branch(1)
    expect(status).toBe(201)
    const made = body as CreatedSandbox
    expect(made.token).not.toBe(sandbox.token)
    const asked = await app.ask('POST', `/api/sandboxes/${made.id}/pipeline`, {
      token: made.token,
      body: {
        commands: [
          ['GET', 'a'],
          ['GET', 'seeded'],
        ],
      },
    })
    expect(asked.body).toMatchObject({ texts: ['"1"', '"1"'] })
  })

  it('needs the token of the source, and a step that is there', async () => {
    const before = app.service.size
    expect((await branch(1, 'wrong')).status).toBe(401)
    expect(await branch(77)).toMatchObject({ status: 404, body: { code: 'step-gone' } })
    expect((await branch(-1)).status).toBe(400)
    expect(await branch(1, sandbox.token, { seed: ['PING'] })).toMatchObject({
      status: 400,
      body: { code: 'bad-request' },
    })
    const gone = await app.ask('POST', '/api/sandboxes', {
      token: sandbox.token,
      body: { branch: { sandbox: 'sbnothere', step: 0 } },
    })
    expect(gone).toMatchObject({ status: 404, body: { code: 'sandbox-gone' } })
    expect(app.service.size).toBe(before)
  })
})
