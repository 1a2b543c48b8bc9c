import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { openLab } from './lab.ts'

const LANES = ['one-by-one', 'pipeline', 'transaction'] as const

async function race(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start the race' }).click()
  await expect(page.getByRole('button', { name: 'Race again' })).toBeVisible({ timeout: 40_000 })
}

async function measured(page: Page, lane: (typeof LANES)[number]): Promise<number> {
  return Number(await page.getByTestId(`measured-${lane}`).getAttribute('data-ms'))
}

test('every lane really ran, and waits for the network as often as it says', async ({ page }) => {
  const { cli } = await openLab(page, '/lab/pipeline-racer?n=10&rtt=100')
  await race(page)
  for (const lane of LANES) expect(cli('GET', `racer:${lane}`)).toBe('"10"')
  // A delay line is never too fast, so each of these has a floor whatever the machine does.
  expect(await measured(page, 'one-by-one')).toBeGreaterThanOrEqual(10 * 98)
  expect(await measured(page, 'pipeline')).toBeGreaterThanOrEqual(98)
  expect(await measured(page, 'transaction')).toBeGreaterThanOrEqual(98)
  expect(await measured(page, 'pipeline')).toBeLessThan(await measured(page, 'one-by-one'))
  await expect(page.getByRole('status').filter({ hasText: 'times as fast' })).toBeVisible()
})

test('the server has what the screen says it was sent, in a transaction too', async ({ page }) => {
  const { cli } = await openLab(page, '/lab/pipeline-racer?n=5&rtt=0')
  cli('CONFIG', 'RESETSTAT')
  await race(page)
  const stats = cli('INFO', 'commandstats')
  expect(stats).toMatch(/cmdstat_incr:calls=15,/)
  expect(stats).toMatch(/cmdstat_exec:calls=1,/)
})

test('the delay is felt by the connection that races, and by no other', async ({ page }) => {
  const { cli } = await openLab(page, '/lab/pipeline-racer?n=10&rtt=200')
  await page.getByRole('button', { name: 'Start the race' }).click()
  // While the first lane still waits for its two seconds, redis-cli comes and goes.
  expect(cli('SET', 'by:redis-cli', 'now')).toBe('OK')
  await expect(page.getByRole('region', { name: 'Live keys' })).toContainText('now')
  await expect(page.getByRole('button', { name: 'Racing…' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Race again' })).toBeVisible({ timeout: 40_000 })
})

test('a command that needs an earlier reply goes wrong in a pipeline, and in MULTI', async ({
  page,
}) => {
  const { cli } = await openLab(page, '/lab/pipeline-racer?rtt=20')
  const ways = page.getByRole('group', { name: 'What a pipeline breaks' })
  const stock = page.getByTestId('stock')
  for (const [name, left] of [
    ['One by one', '6'],
    ['In a pipeline', 'NaN'],
    ['DECR in a pipeline', '6'],
    ['Inside MULTI', 'NaN'],
  ] as const) {
    await ways.getByRole('button', { name, exact: true }).click()
    await expect(stock).toHaveText(left)
    expect(cli('GET', 'racer:stock')).toBe(`"${left}"`)
  }
  await expect(page.getByText('QUEUED', { exact: true }).first()).toBeVisible()
})

test('the address carries the settings; sliders move by keyboard', async ({ page }) => {
  await openLab(page, '/lab/pipeline-racer?n=30&rtt=70&work=loop')
  const slider = page.getByRole('slider', { name: /^Network delay/ })
  await expect(slider).toHaveValue('70')
  await slider.focus()
  await page.keyboard.press('ArrowRight')
  await expect(page).toHaveURL(/n=30&rtt=71&work=loop/)
  await page.reload()
  await expect(slider).toHaveValue('71')
  await expect(slider).toHaveAttribute('aria-valuetext', '71 ms')
})

test('is calm where motion is not wanted, and still right', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const { cli } = await openLab(page, '/lab/pipeline-racer?n=3&rtt=10')
  await race(page)
  await expect(page.getByText('All lanes are done.')).toBeVisible()
  expect(cli('GET', 'racer:pipeline')).toBe('"3"')
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`has no violation in the ${colorScheme} theme, and fits into 360 px`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    await openLab(page, '/lab/pipeline-racer?n=5&rtt=10')
    await race(page)
    await page.getByRole('button', { name: 'Inside MULTI' }).click()
    await expect(page.getByTestId('stock')).toHaveText('NaN')
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
