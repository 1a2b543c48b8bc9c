import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const TRANSFER = 'lessons/advanced/ra3-lua-scripts/task'
const CACHE = 'lessons/advanced/ra2-caching/task'

function fileOf(task: string, path: string): string {
  return readFileSync(join(task, path), 'utf8')
}

/** Opens a task with this text in the editor, as somebody who comes back to it. */
async function openWith(page: Page, task: string, code: string): Promise<void> {
  await page.addInitScript(
    ([id, text]) => {
      // Frames of programs have no storage.
      if (window !== window.top || localStorage.getItem(`keyspace.task.${id}`) !== null) return
      const kept = { code: text, name: '', attempts: [] }
      localStorage.setItem(`keyspace.task.${id}`, JSON.stringify(kept))
    },
    [task, code] as const,
  )
  await page.goto(`/tasks/${task}`)
  await expect(page.getByRole('button', { name: 'Submit for grading' })).toBeVisible()
  // The editor takes the place of a text area, and the button moves with its height: a click may miss it.
  await expect(page.getByText('Ctrl+M lets Tab leave the editor')).toBeVisible()
}

test('a lesson leads to its task; blanks and what is no Lua are named before anything is sent', async ({
  page,
}) => {
  await page.goto('/lessons/ra3-lua-scripts')
  await page.getByRole('link', { name: 'Write it here, and have it graded' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A transfer that loses no money')
  await page.getByRole('button', { name: 'Submit for grading' }).click()
  await expect(page.getByText('There is still a blank in line 5.')).toBeVisible()
  await page.getByLabel('Plain text area').check()
  await page.getByRole('textbox', { name: 'Your submission' }).fill('return 1\nreturn redis.call(')
  await page.getByRole('button', { name: 'Submit for grading' }).click()
  await expect(page.getByText('Line 2: Not Lua 5.1')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Your attempts' })).toBeHidden()
})

test('a wrong script hears why, a right one passes, and both attempts are kept', async ({
  page,
}) => {
  const wrong = fileOf(TRANSFER, 'wrong/compares-text.lua')
  await openWith(page, 'atomic-transfer', wrong)
  await page.getByRole('button', { name: 'Submit for grading' }).click()
  const failed = page.locator('details.fail')
  await expect(failed).toHaveCount(1, { timeout: 40_000 })
  await expect(failed).toContainText('Amounts are compared as numbers')
  await expect(failed).toContainText('EVAL')
  await expect(failed.getByRole('link')).toHaveAttribute('href', /^\/lessons\/ra3-lua-scripts#/)

  await page.getByLabel('Plain text area').check()
  await page
    .getByRole('textbox', { name: 'Your submission' })
    .fill(fileOf(TRANSFER, 'reference/transfer.lua'))
  await page.getByRole('button', { name: 'Submit again' }).click()
  await expect(page.getByText('100 of 100')).toBeVisible({ timeout: 40_000 })
  await expect(page.getByRole('link', { name: 'Your certificate' })).toHaveCount(0)

  await page.reload()
  const attempts = page.getByRole('region', { name: 'Your attempts' }).getByRole('listitem')
  await expect(attempts).toHaveText([/100 · S/, /85 · A/])
  await attempts.nth(1).getByRole('button').click()
  await expect(failed).toContainText('Amounts are compared as numbers')
})

test('a script and a function are tried in the browser, against the own sandbox', async ({
  page,
}) => {
  await openWith(page, 'atomic-transfer', fileOf(TRANSFER, 'reference/transfer.lua'))
  await page.getByText('Try it here first').click()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByRole('log')).toContainText(/90\s*\(integer\) 0\s*MGET.*1\) "30"/s)

  await openWith(page, 'cache-aside', fileOf(CACHE, 'reference/product.ts'))
  await page.getByText('Try it here first').click()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByRole('log')).toContainText("{ name: 'cup', price: '12' }", {
    timeout: 20_000,
  })
})

test('an address without a task says so', async ({ page }) => {
  await page.goto('/tasks/nothing')
  await expect(page.getByText('There is no such task')).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme })

    test('a task has no violation, and fits into 360 px', async ({ page }) => {
      await openWith(page, 'atomic-transfer', fileOf(TRANSFER, 'wrong/takes-any-number.lua'))
      await page.getByText('Try it here first').click()
      await page.getByRole('button', { name: 'Run', exact: true }).click()
      await page.getByRole('button', { name: 'Submit for grading' }).click()
      await expect(page.locator('details.fail')).toBeVisible({ timeout: 40_000 })
      const { violations } = await new AxeBuilder({ page }).exclude('.monaco-editor').analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
      await page.setViewportSize({ width: 360, height: 740 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
    })
  })
}
