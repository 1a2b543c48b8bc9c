import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { openLab } from './lab.ts'

async function step(page: Page, client: 'A' | 'B', name: string | RegExp): Promise<void> {
  const button = page.getByRole('group', { name: `Client ${client}` }).getByRole('button', { name })
  await expect(button).not.toHaveAttribute('aria-disabled', 'true')
  await button.click()
}

test('the learner loses an update step by step, and the server says so', async ({ page }) => {
  const { cli } = await openLab(page, '/lab/counter-race')
  await expect(page.getByTestId('counter')).toHaveText('10')
  await step(page, 'A', 'Run: GET counter')
  await step(page, 'B', 'Run: GET counter')
  await step(page, 'B', /adds one/)
  await step(page, 'A', /adds one/)
  await step(page, 'A', 'Run: SET counter 11')
  expect(cli('GET', 'counter')).toBe('"11"')
  await step(page, 'B', 'Run: SET counter 11')
  await expect(page.getByTestId('expected')).toHaveText('12')
  await expect(page.getByTestId('got')).toHaveText('11')
  expect(cli('GET', 'counter')).toBe('"11"')
  await expect(page.getByText('It wrote 11 over 11')).toBeVisible()
  await expect(page).toHaveURL(/order=ABBAAB/)
  const tab = page.getByRole('tab', { name: 'client B' })
  if (await tab.isVisible()) await tab.click()
  await expect(page.getByRole('log', { name: 'Output of client B' })).toContainText(
    'SET counter 11',
  )
})

test('one after the other loses nothing, by the address alone', async ({ page }) => {
  const { cli } = await openLab(page, '/lab/counter-race?key=n&start=41&order=AAABBB')
  await expect(page.getByTestId('got')).toHaveText('43', { timeout: 20_000 })
  await expect(page.getByTestId('expected')).toHaveText('43')
  expect(cli('GET', 'n')).toBe('"43"')
})

test('INCR loses nothing, in whatever order', async ({ page }) => {
  const { cli } = await openLab(page, '/lab/counter-race?mode=incr')
  await step(page, 'B', 'Run: INCR counter')
  await step(page, 'A', 'Run: INCR counter')
  await expect(page.getByTestId('got')).toHaveText('12')
  await expect(page.getByTestId('expected')).toHaveText('12')
  expect(cli('GET', 'counter')).toBe('"12"')
})

test('another client takes part, and may spoil the race', async ({ page }) => {
  const { cli } = await openLab(page, '/lab/counter-race')
  await expect(page.getByTestId('counter')).toHaveText('10')
  expect(cli('INCR', 'counter')).toBe('(integer) 11')
  await expect(page.getByTestId('counter')).toHaveText('11')
  await expect(page.getByRole('row', { name: /INCR counter/ })).toContainText('(integer) 11')
  cli('SET', 'counter', '500')
  await expect(page.getByText('Another client wrote the counter')).toBeVisible()
  await page.getByRole('button', { name: 'Start over' }).click()
  await expect(page.getByTestId('counter')).toHaveText('10')
  expect(cli('GET', 'counter')).toBe('"10"')
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`has no violation in the ${colorScheme} theme, and fits into 360 px`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    await openLab(page, '/lab/counter-race?order=ABABAB')
    await expect(page.getByTestId('got')).toHaveText('11', { timeout: 20_000 })
    await page.waitForTimeout(500)
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(
      violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)),
    ).toEqual([])
    await page.setViewportSize({ width: 360, height: 740 })
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBe(0)
  })
}

test('the course map leads to the labs', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('link', { name: /^Counter race/ }).click()
  await expect(page).toHaveURL(/\/lab\/counter-race$/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Counter race')
})
