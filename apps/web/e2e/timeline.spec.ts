import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { Learner } from './learner.ts'

test('look back, see what a step did, and branch from it', async ({ page }) => {
  const learner = new Learner(page)
  await learner.openLesson('r1-architecture-and-cli')
  for (const line of ['SET visits 1', 'INCR visits', 'RPUSH jobs a b', 'LPOP jobs', 'DEL visits']) {
    await learner.type('A', line)
  }
  await expect(learner.key('jobs')).toBeVisible()
  const slider = page.getByRole('slider', { name: /^Time line/ })
  await expect(slider).toHaveAttribute('aria-valuetext', 'now, after 5 steps')

  await slider.focus()
  await slider.press('ArrowLeft')
  await slider.press('ArrowLeft')
  const then = page.getByRole('region', { name: 'Live keys' })
  await expect(then.getByRole('heading', { name: 'Keys after step 4' })).toBeVisible()
  await expect(then.getByRole('listitem').filter({ hasText: 'visits' })).toBeVisible()
  await expect(slider).toHaveAttribute('aria-valuetext', /client A, LPOP jobs, answered "a"/)
  const { violations } = await new AxeBuilder({ page }).include('#pane-keys').analyze()
  expect(violations.map(({ id }) => id)).toEqual([])

  // The terminal goes on now.
  await learner.type('A', 'EXISTS visits')
  await expect(learner.output('A')).toContainText('(integer) 0')
  await expect(then.getByRole('heading', { name: 'Keys after step 4' })).toBeVisible()

  await page.getByRole('button', { name: 'Branch from here' }).click()
  await expect(learner.output('A')).toContainText('A branch: everything is as it was after step 4.')
  await learner.type('A', 'GET visits')
  await expect(learner.output('A')).toContainText('"2"')
  await expect(learner.key('visits')).toBeVisible()

  // A reload stays in the branch, and the way back is still there.
  await page.reload()
  await expect(page.getByText('Your Redis is ready')).toBeAttached()
  await page.getByRole('button', { name: 'Leave the branch' }).click()
  await expect(learner.key('jobs')).toBeVisible()
  await expect(learner.key('visits')).toBeHidden()
})
