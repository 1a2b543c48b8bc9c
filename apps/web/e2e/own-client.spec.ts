import { expect, test, type Page } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { Learner } from './learner.ts'

/** The sandbox of the open page, as "Open in your own client" gives it. */
async function respUrl(page: Page): Promise<string> {
  const [created] = await Promise.all([
    page.waitForResponse(
      (response) =>
        response.url().endsWith('/api/sandboxes') && response.request().method() === 'POST',
    ),
    page.goto('/lessons/r1-architecture-and-cli'),
  ])
  const body: unknown = await created.json()
  if (typeof body !== 'object' || body === null || !('respUrl' in body))
    throw new Error('no respUrl')
  return String(body.respUrl)
}

test('what redis-cli does on the respUrl shows up live', async ({ page }) => {
  const learner = new Learner(page)
  const url = await respUrl(page)
  await expect(page.getByText('Your Redis is ready')).toBeVisible()
  const cli = (...argv: string[]) =>
    execFileSync('redis-cli', ['-u', url, '--no-auth-warning', '--no-raw', ...argv]).toString()

  expect(cli('SET', 'from:outside', 'hello')).toBe('OK\n')
  await expect(learner.key('from:outside')).toBeVisible()
  expect(cli('EVAL', "redis.call('RPUSH', 'made:by:lua', 'a', 'b') return 1", '0')).toBe(
    '(integer) 1\n',
  )
  await expect(learner.key('made:by:lua')).toBeVisible()
  expect(cli('PEXPIRE', 'from:outside', '300')).toBe('(integer) 1\n')
  await expect(learner.key('from:outside')).toBeHidden()
  expect(cli('SET', 'user:1', 'Alex')).toBe('OK\n')
  await expect(learner.step(2)).toContainText('Done')
})
