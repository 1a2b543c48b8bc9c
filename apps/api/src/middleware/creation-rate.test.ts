import { Hono } from 'hono'
import { expect, it } from 'vitest'
import type { AppEnv } from '../app-env.ts'
import { toProblem } from '../to-problem.ts'
import { creationRate } from './creation-rate.ts'

interface Clock {
  ms: number
}

function createDoor(clock: Clock, isPublic: boolean): (address: string) => Promise<Response> {
  const app = new Hono<AppEnv>()
  app.post(
    '/',
    creationRate({ isPublic, trustsProxy: true, now: () => clock.ms, what: 'sandboxes' }),
    (c) => c.text('made'),
  )
  app.onError((error, c) => {
    const { body, status, headers } = toProblem(error)
    return c.json(body, status, { ...headers })
  })
  return async (address) =>
    app.request('/', { method: 'POST', headers: { 'x-forwarded-for': `6.6.6.6, ${address}` } }, {})
}

async function times(count: number, ask: () => Promise<Response>): Promise<number[]> {
  const statuses: number[] = []
  for (let index = 0; index < count; index += 1) statuses.push((await ask()).status)
  return statuses
}

it('stops the 61st creation of a minute, says when to come back, and forgets after a minute', async () => {
  const clock = { ms: 0 }
  const create = createDoor(clock, false)
  expect(await times(60, () => create('203.0.113.7'))).toEqual(Array(60).fill(200))
  clock.ms = 20_000
  const refused = await create('203.0.113.7')
  expect(refused.status).toBe(429)
  expect(refused.headers.get('retry-after')).toBe('40')
  expect(await refused.json()).toMatchObject({ code: 'too-many-sandboxes' })
  expect((await create('203.0.113.8')).status).toBe(200)
  clock.ms = 60_001
  expect((await create('203.0.113.7')).status).toBe(200)
})

it('does not count the person at this machine, unless the server is public', async () => {
  const clock = { ms: 0 }
  const atHome = createDoor(clock, false)
  expect(await times(61, () => atHome('127.0.0.1'))).not.toContain(429)
  const inPublic = createDoor(clock, true)
  expect((await times(61, () => inPublic('127.0.0.1'))).at(-1)).toBe(429)
})

it('counts an IPv6 network as one', async () => {
  const create = createDoor({ ms: 0 }, false)
  let host = 0
  const next = (): Promise<Response> => create(`2001:db8:0:1::${(host += 1).toString(16)}`)
  expect((await times(61, next)).at(-1)).toBe(429)
  expect((await create('2001:db8:0:2::1')).status).toBe(200)
})
