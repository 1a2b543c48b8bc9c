import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { Learner } from './learner.ts'

async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze()
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`))
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme })

    test('the course map has no violation', async ({ page }) => {
      await page.goto('/')
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      expect(await violations(page)).toEqual([])
    })

    test('a lesson with keys of every type has no violation', async ({ page }) => {
      const learner = new Learner(page)
      await learner.openLesson('r1-architecture-and-cli')
      await learner.type('A', 'SET s v EX 100')
      await learner.type('A', 'RPUSH l a b c')
      await learner.type('A', 'SADD t a b c')
      await learner.type('A', 'HSET h f v g w')
      await learner.type('A', 'ZADD z 1 a 2 b')
      await learner.type('A', 'XADD x 1-1 f v')
      await learner.type('A', 'GET')
      await expect(learner.key('x')).toBeVisible()
      expect(await violations(page)).toEqual([])
    })

    test('the imported lesson has no violation', async ({ page }) => {
      await page.addInitScript(() => localStorage.setItem('keyspace.locale', 'ru'))
      await page.goto('/lessons/redis-in-vueexpert')
      await expect(page.getByRole('heading', { level: 1 })).toContainText('Redis')
      expect(await violations(page)).toEqual([])
    })
  })
}

test.describe('in high contrast', () => {
  test.use({ forcedColors: 'active' })

  test('what is chosen is seen, and the editor opens', async ({ page }) => {
    await page.goto('/lab/lua-sandbox')
    const background = (name: string): Promise<string> =>
      page
        .getByRole('button', { name, exact: true })
        .evaluate((button) => getComputedStyle(button).backgroundColor)
    await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible({ timeout: 40_000 })
    expect(await background('EVAL')).not.toBe(await background('EVALSHA'))
  })
})
