import { expect, test } from '@playwright/test'
import { Learner } from './learner.ts'
import { OwnServer } from './own-server.ts'

const server = new OwnServer(18_090)
const lesson = 'r1-architecture-and-cli'

test.use({ baseURL: server.origin })
test.beforeEach(() => server.start())
test.afterEach(() => server.stop())

test('while the server is away the page says so, keeps what was typed, and comes back', async ({
  page,
}) => {
  const learner = new Learner(page)
  await learner.openLesson(lesson)
  await server.stop('SIGKILL')
  const input = page.getByRole('textbox', { name: 'Command line of client A' })
  await input.fill('SET half typed')
  await expect(page.getByText(/No connection/).first()).toBeVisible()
  await expect(input).toHaveValue('SET half typed')

  // The sandboxes went with the server, so the page offers a new one.
  await server.start()
  await page.getByRole('button', { name: 'Start a new one' }).click({ timeout: 30_000 })
  await expect(page.getByText('Your Redis is ready')).toBeVisible()
  await expect(input).toHaveValue('SET half typed')
  await input.press('Enter')
  await expect(learner.key('half')).toBeVisible()
})

test('a killed redis-server costs nothing that was answered', async ({ page }) => {
  const learner = new Learner(page)
  await learner.openLesson(lesson)
  await learner.type('A', 'SET kept forever')
  await learner.type('A', 'RPUSH jobs 1 2 3')
  await expect(learner.key('jobs')).toBeVisible()
  for (const pid of server.redisServers()) process.kill(pid, 'SIGKILL')
  await expect(page.getByText('Your Redis was restarted. Everything is back.')).toBeVisible()
  await learner.type('A', 'GET kept')
  await expect(learner.output('A')).toContainText('"forever"')
  await expect(learner.key('jobs')).toBeVisible()
})

test('an expired sandbox is offered anew', async ({ page }) => {
  const learner = new Learner(page)
  const [created] = await Promise.all([
    page.waitForResponse(
      (response) =>
        response.url().endsWith('/api/sandboxes') && response.request().method() === 'POST',
    ),
    learner.openLesson(lesson),
  ])
  const { id, token } = (await created.json()) as { id: string; token: string }
  await learner.type('A', 'SET user:1 Alex')
  await expect(learner.step(2)).toContainText('Done')
  const ended = await page.request.delete(`/api/sandboxes/${id}`, {
    headers: { authorization: `Bearer ${token}` },
  })
  expect(ended.status()).toBe(204)
  await expect(page.getByText(/has expired/).first()).toBeVisible()
  await page.getByRole('button', { name: 'Start a new one' }).click()
  await expect(page.getByText('Your Redis is ready')).toBeVisible()
  await expect(learner.step(2)).toContainText('Done')
})

test('a runaway script ends with a sentence, and the data is still there', async ({ page }) => {
  const learner = new Learner(page)
  await learner.openLesson(lesson)
  await learner.type('A', 'SET before script')
  await learner.type('A', 'EVAL "while true do end" 0')
  await expect(learner.output('A')).toContainText('ran longer than the limit', { timeout: 15_000 })
  await learner.type('A', 'GET before')
  await expect(learner.output('A')).toContainText('"script"')
})
