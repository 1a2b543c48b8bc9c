import { Hono } from 'hono'
import { expect, it } from 'vitest'
import type { AppEnv } from '../app-env.ts'
import { toProblem } from '../to-problem.ts'
import { hostGuard } from './host-guard.ts'

function ask(host: string): Promise<Response> {
  const app = new Hono<AppEnv>()
  app.use(hostGuard(['localhost', '127.0.0.1', '[::1]', 'learn.example']))
  app.get('/', (c) => c.text('in'))
  app.onError((error, c) => c.json(toProblem(error).body, toProblem(error).status))
  return Promise.resolve(app.request('/', { headers: { host } }))
}

it.each([
  'localhost',
  'LOCALHOST:8080',
  '127.0.0.1:1',
  '[::1]:8080',
  'learn.example',
  'learn.example.:443',
])('lets %s in', async (host) => {
  expect((await ask(host)).status).toBe(200)
})

it.each([
  'evil.example',
  'localhost.evil.example',
  'evil.example:8080',
  'learn.example@evil.example',
  '10.0.0.1',
])('keeps %s out', async (host) => {
  const response = await ask(host)
  expect(response.status).toBe(403)
  expect(await response.json()).toMatchObject({ code: 'foreign-host' })
})
