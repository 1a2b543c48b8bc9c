import { Hono } from 'hono'
import { expect, it } from 'vitest'
import type { AppEnv } from '../app-env.ts'
import { toProblem } from '../to-problem.ts'
import { originGuard } from './origin-guard.ts'

async function statusOf(method: string, headers: Record<string, string>): Promise<number> {
  const app = new Hono<AppEnv>()
  app.use(originGuard(['https://course.example']))
  app.all('/', (c) => c.text('in'))
  app.onError((error, c) => c.json(toProblem(error).body, toProblem(error).status))
  return (await app.request('/', { method, headers: { host: 'localhost:8080', ...headers } }))
    .status
}

const upgrade = { upgrade: 'websocket' }

it('lets programs, our own pages and named ones write and open WebSockets', async () => {
  expect(await statusOf('POST', {})).toBe(200)
  expect(await statusOf('GET', upgrade)).toBe(200)
  for (const origin of [
    'http://localhost:8080',
    'https://localhost:8080',
    'https://course.example',
  ]) {
    expect(await statusOf('POST', { origin })).toBe(200)
    expect(await statusOf('GET', { origin, ...upgrade })).toBe(200)
  }
})

it.each([
  'https://evil.example',
  'http://localhost:3000',
  'null',
  'https://course.example.evil.example',
])('keeps a page of %s from both', async (origin) => {
  expect(await statusOf('POST', { origin })).toBe(403)
  expect(await statusOf('DELETE', { origin })).toBe(403)
  expect(await statusOf('GET', { origin, ...upgrade })).toBe(403)
  expect(await statusOf('GET', { origin })).toBe(200)
})
