import { expect, test } from '@playwright/test'
import { Learner } from './learner.ts'

test('a new visitor starts, types a command, and the step ticks by itself', async ({ page }) => {
  const learner = new Learner(page)
  await page.goto('/')
  await page.getByRole('link', { name: /start/i }).first().click()
  await expect(page).toHaveURL(/\/lessons\/r1-architecture-and-cli$/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('R1')
  await expect(page.getByText('Your Redis is ready')).toBeVisible()
  // A screen reader goes on from where the new page begins.
  await expect(page.getByRole('main')).toBeFocused()

  await learner.type('A', 'SET user:1 "Alex"')
  await expect(learner.output('A')).toContainText('OK')
  await expect(learner.key('user:1')).toBeVisible()
  await expect(learner.step(2)).toContainText('Done')

  await page.reload()
  await expect(learner.step(2)).toContainText('Done')
  await expect(learner.key('user:1')).toBeVisible()
})

test('Run executes a transcript in the terminal it names', async ({ page }) => {
  const learner = new Learner(page)
  await learner.openLesson('r1-architecture-and-cli')
  await page.getByRole('button', { name: 'Run: PING', exact: true }).first().click()
  await expect(learner.output('A')).toContainText('PONG')
  // Who runs the example has not done the task yet.
  await expect(learner.step(1)).not.toContainText('Done')
  await learner.type('A', 'PING hello')
  await expect(learner.step(1)).toContainText('Done')
})

test('a second terminal is a client of its own and sees the key of the first', async ({ page }) => {
  const learner = new Learner(page)
  await learner.openLesson('r1-architecture-and-cli')
  await learner.type('A', 'MULTI')
  await learner.type('A', 'SET shared:key from-a')
  await expect(learner.output('A')).toContainText('QUEUED')
  await learner.type('B', 'GET shared:key')
  await expect(learner.output('B')).toContainText('(nil)')
  await learner.type('A', 'EXEC')
  await expect(learner.output('A')).toContainText('1) OK')
  await learner.type('B', 'GET shared:key')
  await expect(learner.output('B')).toContainText('"from-a"')
})

test('filling the blanks and running them ticks the step', async ({ page }) => {
  const learner = new Learner(page)
  await learner.openLesson('r1-architecture-and-cli')
  await page.getByRole('textbox', { name: 'Blank 1 of 2' }).fill('name')
  await page.getByRole('textbox', { name: 'Blank 2 of 2' }).fill('products:42')
  await page.getByRole('textbox', { name: 'Blank 2 of 2' }).press('Enter')
  await expect(learner.step(3)).toContainText('Done')
})

test('a familiar mistake is recognised', async ({ page }) => {
  const learner = new Learner(page)
  await learner.openLesson('r1-architecture-and-cli')
  await learner.type('A', 'SET USER:1 Alex')
  await expect(learner.step(2)).toContainText('two different keys')
})
