import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Locator, type Page } from '@playwright/test'
import { integerIn, openLab } from './lab.ts'

const bomb = (page: Page, name: string): Locator =>
  page.getByRole('option', { name: new RegExp(`^${name},`) })
const bombs = (page: Page): Locator =>
  page.getByRole('listbox', { name: /^Bombs/ }).getByRole('option')
const runs = (page: Page, line: string): Locator =>
  page.getByRole('button', { name: `Run: ${line}`, exact: true })
const news = (page: Page): Locator => page.getByRole('log', { name: 'What happened' })

/** The count on the screen right after a repaint, as the moment at which it says the key ends. */
function deadlineOnScreen(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        requestAnimationFrame(() => {
          requestAnimationFrame(() => {
            const text = document.querySelector('[data-testid=pttl]')?.textContent
            resolve(Date.now() + Number(text))
          })
        })
      }),
  )
}

test('counts down with the server for a minute, for a key of another client', async ({ page }) => {
  test.setTimeout(120_000)
  const { cli } = await openLab(page, '/lab/ttl-bomb?key=session:1')
  expect(cli('SETEX', 'session:1', '90', 'token')).toBe('OK')
  await expect(bomb(page, 'session:1')).toBeVisible()
  const drifts: number[] = []
  const end = Date.now() + 60_000
  while (Date.now() < end) {
    const server = integerIn(cli('PEXPIRETIME', 'session:1'))
    drifts.push((await deadlineOnScreen(page)) - server)
    await page.waitForTimeout(1_000)
  }
  test.info().annotations.push({ type: 'drift in ms', description: drifts.join(' ') })
  expect(Math.max(...drifts.map(Math.abs))).toBeLessThan(100)
})

test('GET in time shows the value, too late (nil); at zero it explodes', async ({ page }) => {
  const { cli } = await openLab(page, '/lab/ttl-bomb?key=otp&seconds=3&value=4711')
  await runs(page, 'SETEX otp 3 4711').first().click()
  await expect(bomb(page, 'otp')).toHaveAccessibleName(/s left$/)
  await runs(page, 'GET otp').click()
  await expect(bomb(page, 'otp')).toContainText('"4711"')
  await expect(news(page)).toContainText('otp was read in time')
  await expect(bomb(page, 'otp')).toHaveAccessibleName('otp, exploded')
  expect(cli('EXISTS', 'otp')).toBe('(integer) 0')
  await runs(page, 'GET otp').click()
  await expect(bomb(page, 'otp')).toContainText('(nil)')
  await expect(news(page)).toContainText('otp was read too late: (nil)')
})

test('PERSIST, EXPIRE, SET, KEEPTTL, RENAME and COPY do to a bomb what they do to a TTL', async ({
  page,
}) => {
  const { cli } = await openLab(page, '/lab/ttl-bomb?key=a')
  const pttl = page.getByTestId('pttl')
  cli('SET', 'a', 'v', 'EX', '100')
  await expect(bomb(page, 'a')).toHaveAccessibleName(/^a, \d+ s left$/)
  cli('PERSIST', 'a')
  await expect(bomb(page, 'a')).toHaveAccessibleName('a, defused, no TTL')
  await expect(pttl).toHaveText(String(integerIn(cli('PTTL', 'a'))))
  cli('EXPIRE', 'a', '50')
  await expect(bomb(page, 'a')).toHaveAccessibleName(/^a, \d+ s left$/)
  cli('SET', 'a', 'w', 'KEEPTTL')
  await expect(page.getByRole('region', { name: 'Live keys' })).toContainText('w')
  await expect(bomb(page, 'a')).toHaveAccessibleName(/^a, \d+ s left$/)
  cli('COPY', 'a', 'c')
  await expect(bomb(page, 'c')).toHaveAccessibleName(/^c, \d+ s left$/)
  cli('RENAME', 'a', 'b')
  await expect(bomb(page, 'b')).toHaveAccessibleName(/^b, \d+ s left$/)
  await expect(news(page)).toContainText('b took the fuse of')
  await expect(bomb(page, 'a')).toHaveCount(0)
  cli('SET', 'b', 'plain')
  await expect(bomb(page, 'b')).toHaveAccessibleName('b, defused, no TTL')
  expect(integerIn(cli('TTL', 'b'))).toBe(-1)
  expect(integerIn(cli('TTL', 'c'))).toBeGreaterThan(0)
})

test('draws 200 bombs of a script, and every one that the server has', async ({ page }) => {
  const { cli } = await openLab(page, '/lab/ttl-bomb')
  const script = "for i = 1, 200 do redis.call('SET', 'b:' .. i, i, 'PX', 30000 + i) end"
  cli('EVAL', script, '0')
  await expect(bombs(page)).toHaveCount(200)
  expect(cli('DBSIZE')).toBe('(integer) 200')
  const frames = await page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const times: number[] = []
        const frame = (now: number): void => {
          times.push(now)
          if (times.length < 181) requestAnimationFrame(frame)
          else resolve(times.slice(1).map((time, index) => time - (times[index] ?? time)))
        }
        requestAnimationFrame(frame)
      }),
  )
  const sorted = frames.toSorted((a, b) => a - b)
  const at = (share: number): string => (sorted[Math.floor(share * 179)] ?? 0).toFixed(1)
  // A figure to look at, not to fail on: it tells as much of the machine as of the page.
  test.info().annotations.push({
    type: 'frame times with 200 bombs in ms',
    description: `median ${at(0.5)}, p95 ${at(0.95)}, max ${at(1)}`,
  })
  cli('FLUSHALL')
  await expect(bombs(page)).toHaveCount(0)
})

test('the address carries the settings, and the keyboard goes from bomb to bomb', async ({
  page,
}) => {
  const { cli } = await openLab(page, '/lab/ttl-bomb?key=one&seconds=60')
  await page.getByRole('spinbutton', { name: 'Seconds' }).fill('77')
  await page.getByRole('spinbutton', { name: 'Seconds' }).press('Enter')
  await expect(page).toHaveURL(/seconds=77/)
  await page.reload()
  await expect(runs(page, 'SETEX one 77 secret').first()).toBeVisible()
  cli('SETEX', 'one', '60', 'v')
  cli('SETEX', 'two', '60', 'v')
  await bomb(page, 'one').focus()
  await page.keyboard.press('ArrowRight')
  await expect(bomb(page, 'two')).toBeFocused()
  await expect(runs(page, 'GET two')).toBeVisible()
})

test('is calm where motion is not wanted, and still right', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const { cli } = await openLab(page, '/lab/ttl-bomb?key=k')
  cli('SETEX', 'k', '20', 'v')
  await expect(bomb(page, 'k')).toBeVisible()
  await page.waitForTimeout(1_200)
  const shown = Number(await page.getByTestId('pttl').textContent())
  const real = integerIn(cli('PTTL', 'k'))
  expect(shown).toBeGreaterThanOrEqual(real - 100)
  expect(shown).toBeLessThan(real + 1_000)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`has no violation in the ${colorScheme} theme, and fits into 360 px`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    const { cli } = await openLab(page, '/lab/ttl-bomb?key=a')
    cli('SETEX', 'a', '60', 'v')
    cli('SETEX', 'd', '60', 'v')
    cli('PERSIST', 'd')
    await expect(bomb(page, 'd')).toHaveAccessibleName(/defused/)
    await runs(page, 'GET a').click()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(
      violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)),
    ).toEqual([])
    await page.setViewportSize({ width: 360, height: 740 })
    await expect(bomb(page, 'a')).toBeVisible()
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBe(0)
  })
}
