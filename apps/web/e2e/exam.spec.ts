import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const REFERENCE = readFileSync(
  fileURLToPath(
    new URL('../../../packages/grader/fixtures/references/typescript/app.ts', import.meta.url),
  ),
  'utf8',
)
const EXAM = '/lessons/rate-limiter-leaderboard'

/** Opens the exam with this code in the editor, as somebody who comes back to it. */
async function openWith(page: Page, code: string): Promise<void> {
  await page.addInitScript((text) => {
    const kept = { code: text, name: 'Anna Petrova', attempts: [] }
    localStorage.setItem('keyspace.exam.rate-limiter-leaderboard', JSON.stringify(kept))
  }, code)
  await page.goto(EXAM)
  await expect(page.getByRole('button', { name: 'Submit for grading' })).toBeVisible()
  // The editor takes the place of a text area, and the button moves with its height: a click may miss it.
  await expect(page.getByText('Ctrl+M lets Tab leave the editor')).toBeVisible()
}

test('a right server is graded check by check, certified, and the certificate can be verified', async ({
  page,
  request,
}) => {
  await openWith(page, REFERENCE)
  const answered = page.waitForResponse((response) => response.url().endsWith('/submissions'))
  await page.getByRole('button', { name: 'Submit for grading' }).click()
  const { id } = (await (await answered).json()) as { id: string }
  await expect(page.getByText('100 of 100')).toBeVisible({ timeout: 40_000 })
  const graded = (await (await request.get(`/api/submissions/${id}`)).json()) as {
    certificate: string
    report: { checks: { id: string; verdict: string; title: { en: string } }[] }
  }
  expect(graded.report.checks).toHaveLength(14)
  for (const { title } of graded.report.checks)
    await expect(page.locator('details.pass', { hasText: title.en })).toBeVisible()

  await page.getByRole('link', { name: 'Your certificate' }).click()
  await expect(page.getByText('Anna Petrova')).toBeVisible()
  await expect(page.getByText(graded.certificate, { exact: true })).toBeVisible()
  const checked = await request.get(`/api/certificates/${graded.certificate.toLowerCase()}`)
  expect(await checked.json()).toMatchObject({ name: 'Anna Petrova', score: 100, rubric: 'S' })
})

test('a wrong one hears what was expected, what came, and where to read', async ({ page }) => {
  await openWith(page, REFERENCE.replace("'rate:ip:", "'rate:").replace('`rate:ip:', '`rate:'))
  await page.getByRole('button', { name: 'Submit for grading' }).click()
  const failed = page.locator('details.fail').first()
  await expect(failed).toBeVisible({ timeout: 40_000 })
  await expect(failed.getByText('Expected')).toBeVisible()
  await expect(failed.getByRole('link')).toHaveAttribute('href', /^\/lessons\/r/)
  await expect(
    page.getByRole('region', { name: 'Your attempts' }).getByRole('listitem'),
  ).toHaveCount(1)
})

test('what does not compile is no attempt, and nothing is lost', async ({ page }) => {
  await openWith(page, 'const a = 1\nconst b: = 2\n')
  await page.getByRole('button', { name: 'Submit for grading' }).click()
  await expect(page.getByText('Line 2, column 10: Unexpected "="').first()).toBeVisible()
  await expect(page.getByRole('region', { name: 'Your attempts' })).toBeHidden()
})

test('a blank that is left is named before anything is sent', async ({ page }) => {
  await page.goto(EXAM)
  await page.getByRole('button', { name: 'Submit for grading' }).click()
  await expect(page.getByText('There is still a blank in line 13.')).toBeVisible()
})

test('the server is tried in the browser, against the own sandbox', async ({ page }) => {
  await openWith(page, REFERENCE)
  await page.getByText('Try it here first').click()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  const output = page.getByRole('log')
  await expect(output).toContainText('GET /top → 200 [{"user":"ann","score":120}', {
    timeout: 20_000,
  })
  await expect(output).toContainText('GET /top → 429')
  await page.getByRole('button', { name: 'Sandbox', exact: true }).click()
  await expect(page.getByText('leaderboard').last()).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme })

    test('the exam has no violation, and fits into 360 px', async ({ page }) => {
      await openWith(page, REFERENCE.replace('score, user', 'score, "x"'))
      await page.getByRole('button', { name: 'Submit for grading' }).click()
      await expect(page.locator('details.fail').first()).toBeVisible({ timeout: 40_000 })
      const { violations } = await new AxeBuilder({ page }).exclude('.monaco-editor').analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
      await page.setViewportSize({ width: 360, height: 740 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
    })
  })
}
