import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { openLab } from './lab.ts'

const REAL_MS = 60_000

/** redis-cli on the server that the experiment runs on. */
async function experimentCli(page: Page): Promise<(...argv: string[]) => string> {
  const text = await page.getByTestId('real-url').textContent()
  const url = /redis:\S+/.exec(text ?? '')?.[0] ?? ''
  return (...argv) =>
    execFileSync('redis-cli', ['-u', url, '--no-auth-warning', '--no-raw', ...argv])
      .toString()
      .trimEnd()
}

async function runReal(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run it on a real server' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'apart on average' })).toBeVisible({
    timeout: REAL_MS,
  })
}

const panel = (page: Page, name: string) =>
  page.getByRole('figure').filter({ has: page.getByText(name, { exact: true }) })

test('what is shown of the real server is what it says itself, and no key of the learner goes', async ({
  page,
}) => {
  test.setTimeout(120_000)
  const { cli } = await openLab(page, '/lab/eviction?policy=allkeys-lru&workload=zipf&keys=120')
  cli('SET', 'mine', 'stays')
  await runReal(page)
  const said = (await panel(page, 'Real redis-server').textContent()) ?? ''
  const shown = Number(/(\d+) keys were evicted/.exec(said)?.[1])
  const experiment = await experimentCli(page)
  const evicted = Number(/evicted_keys:(\d+)/.exec(experiment('INFO', 'stats'))?.[1])
  expect(shown).toBeGreaterThan(0)
  expect(evicted).toBeGreaterThanOrEqual(shown)
  // The buffers of redis-cli itself are memory too, and for them some more keys had to go.
  expect(evicted).toBeLessThanOrEqual(shown + 20)
  expect(experiment('CONFIG', 'GET', 'maxmemory-policy')).toContain('"allkeys-lru"')
  const maxmemory = /"(\d{4,})"/.exec(experiment('CONFIG', 'GET', 'maxmemory'))?.[1] ?? ''
  await expect(page.getByText(`maxmemory ${Number(maxmemory).toLocaleString('en')}`)).toBeVisible()
  expect(cli('GET', 'mine')).toBe('"stays"')
  expect(cli('CONFIG', 'GET', 'maxmemory-policy')).toContain('"noeviction"')

  await page.getByRole('link', { name: 'Course', exact: true }).click()
  await expect.poll(() => experiment('PING')).not.toContain('PONG')
})

test('noeviction answers OOM, on the real server as in the model', async ({ page }) => {
  test.setTimeout(120_000)
  await openLab(page, '/lab/eviction?policy=noeviction&keys=80')
  await runReal(page)
  const experiment = await experimentCli(page)
  expect(experiment('SET', 'one', 'more')).toContain('OOM command not allowed')
  expect(experiment('INFO', 'stats')).toContain('evicted_keys:0')
  for (const name of ['Redis', 'Real redis-server']) {
    await expect(panel(page, name)).toContainText('writes were refused with OOM.')
  }
})

test('the address carries the settings; time and samples move by keyboard', async ({ page }) => {
  await openLab(page, '/lab/eviction?policy=allkeys-lfu&workload=scan&samples=3&keys=100')
  await expect(page.getByText('Redis, 3 samples').first()).toBeVisible()
  const samples = page.getByRole('slider', { name: /^Looks at/ })
  await samples.focus()
  await page.keyboard.press('ArrowRight')
  await expect(page).toHaveURL(/policy=allkeys-lfu&workload=scan&samples=4&keys=100/)
  const time = page.getByRole('slider', { name: /^Second/ })
  await time.focus()
  await page.keyboard.press('Home')
  await expect(time).toHaveAccessibleName('Second 1 of 20: the memory is filled')
  await page.reload()
  await expect(samples).toHaveValue('4')
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`has no violation in the ${colorScheme} theme, and fits into 360 px`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    await openLab(page, '/lab/eviction?policy=volatile-lfu&workload=zipf')
    await page.getByText('LFU counters').click()
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
