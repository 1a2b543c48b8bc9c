import { expect, test } from '@playwright/test'
import { Learner } from './learner.ts'

test.use({ viewport: { width: 360, height: 740 } })

for (const path of ['/', '/progress', '/lessons/r1-architecture-and-cli']) {
  test(`${path} fits into 360 px`, async ({ page }) => {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBe(0)
  })
}

test('the header fits where the small one ends, as on a laptop at 200 %', async ({ page }) => {
  await page.goto('/')
  for (const width of [640, 700, 736]) {
    await page.setViewportSize({ width, height: 400 })
    const { scrollWidth, clientWidth } = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement
      return { scrollWidth, clientWidth }
    })
    expect(scrollWidth).toBe(clientWidth)
  }
})

test('text, terminal and keys are a tap apart', async ({ page }) => {
  const learner = new Learner(page)
  await learner.openLesson('r1-architecture-and-cli')
  await page.getByRole('tab', { name: 'Terminal' }).click()
  await learner.type('A', 'SET user:1 Alex')
  await expect(learner.output('A')).toContainText('OK')
  await page.getByRole('tab', { name: 'Keys' }).click()
  await expect(learner.key('user:1')).toBeVisible()
  await page.getByRole('tab', { name: 'Text' }).click()
  await expect(learner.step(2)).toContainText('Done')
})

test('paper shows the text alone, also from another tab', async ({ page }) => {
  await new Learner(page).openLesson('r1-architecture-and-cli')
  await page.getByRole('tab', { name: 'Terminal' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toBeHidden()
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByRole('button')).toHaveCount(0)
  await expect(page.getByRole('log')).toHaveCount(0)
})
