import { expect, test } from '@playwright/test'
import { Learner } from './learner.ts'

test('progress goes to another browser as one file', async ({ page, browser }) => {
  const learner = new Learner(page)
  await learner.openLesson('r1-architecture-and-cli')
  await learner.type('A', 'SET user:1 Alex')
  await expect(learner.step(2)).toContainText('Done')
  await page.goto('/progress')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /export|save|download/i }).click(),
  ])
  const file = await download.path()

  const elsewhere = await browser.newContext()
  const other = await elsewhere.newPage()
  await other.goto(new URL('/progress', page.url()).href)
  await other.locator('input[type=file]').setInputFiles(file)
  await other.goto(new URL('/lessons/r1-architecture-and-cli', page.url()).href)
  await expect(new Learner(other).step(2)).toContainText('Done')
  await elsewhere.close()
})
