import { Hono } from 'hono'
import { expect, it } from 'vitest'
import type { AppEnv } from '../app-env.ts'
import { requestId } from './request-id.ts'

async function answerTo(given?: string): Promise<string | null> {
  const app = new Hono<AppEnv>()
  app.use(requestId())
  app.get('/', (c) => c.text(c.get('requestId')))
  const response = await app.request(
    '/',
    given === undefined ? {} : { headers: { 'x-request-id': given } },
  )
  expect(await response.text()).toBe(response.headers.get('x-request-id'))
  return response.headers.get('x-request-id')
}

it('keeps an id that is fit for a log line and makes one otherwise', async () => {
  expect(await answerTo('trace-1.a')).toBe('trace-1.a')
  for (const unfit of [undefined, 'a b', 'x'.repeat(65), '{"level":"error"}']) {
    expect(await answerTo(unfit)).toMatch(/^[\da-f-]{36}$/)
  }
})
