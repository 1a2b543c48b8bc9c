import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { integerIn, openLab } from './lab.ts'

/** Puts a script in place of the example, in the plain text area. */
async function write(page: Page, script: string): Promise<void> {
  const plain = page.getByRole('checkbox', { name: 'Plain text area' })
  if (!(await plain.isChecked())) await plain.check()
  await page.getByRole('textbox', { name: 'Lua script' }).fill(script)
}

async function execute(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Execute atomic' })
  await button.click()
  await expect(button).toBeEnabled()
}

const part = (page: Page, name: string) => page.getByRole('region', { name })

test('a script runs as one piece while three users write, and the server says so', async ({
  page,
}) => {
  const { cli } = await openLab(page, '/lab/lua-sandbox')
  await expect.poll(() => cli('GET', 'rate:ann')).toBe('"2"')
  await execute(page)
  await expect(page.getByTestId('reply')).toHaveText('1) (integer) 1 2) (integer) 0')
  expect(cli('GET', 'rate:ann')).toBe('"3"')
  const lanes = part(page, 'Nobody gets in')
  const spent = () =>
    Number(/cmdstat_eval:calls=\d+,usec=(\d+)/.exec(cli('INFO', 'commandstats'))?.[1])
  let said = ''
  let count = 0
  // A busy machine may let nobody meet the script, or keep it until Redis turns the others away.
  await expect(async () => {
    const before = spent()
    await execute(page)
    count = (spent() - before) / 1_000
    said = await lanes.getByRole('status').innerText()
    expect(said).not.toContain('should not be')
    expect(said).toContain('none was answered before the script had ended')
  }).toPass({ timeout: 30_000 })
  const took = Number(/for ([\d.]+) ms/.exec(said)?.[1])
  expect(Math.abs(took - count)).toBeLessThan(0.6)
  // Three users, each with a connection of their own beside the page's two.
  const clients = cli('CLIENT', 'LIST').match(/id=\d+/g) ?? []
  expect(clients.length).toBeGreaterThanOrEqual(6)
  // Each command that waited was answered only when the script had ended.
  const visits = ['U1', 'U2', 'U3'].map((user) => Number(cli('GET', `visits:${user}`).slice(1, -1)))
  expect(Math.min(...visits)).toBeGreaterThan(3)
  await lanes.getByText(/The commands that waited/).click()
  const rows = await lanes.getByRole('row').allInnerTexts()
  expect(rows.length).toBeGreaterThan(1)
  for (const row of rows.slice(1)) {
    const [, , sent = '', answered = ''] = row.split('\t')
    expect(Number.parseFloat(answered)).toBeGreaterThan(took - 1)
    expect(Number.parseFloat(sent)).toBeLessThan(Number.parseFloat(answered))
  }
})

test('EVALSHA names the script that SCRIPT LOAD has kept', async ({ page }) => {
  const { cli } = await openLab(page, '/lab/lua-sandbox?example=compare-and-set&as=evalsha&busy=0')
  await expect.poll(() => cli('GET', 'page:title')).toBe('"draft"')
  await execute(page)
  await expect(page.getByTestId('reply')).toHaveText('1) (integer) 1 2) "by user 1"')
  const line = await page.getByText(/^EVALSHA [\da-f]{40}$/).innerText()
  expect(cli('SCRIPT', 'EXISTS', line.slice(8))).toBe('1) (integer) 1')
  expect(cli('EVALSHA', line.slice(8), '1', 'page:title', 'draft', 'x')).toBe(
    '1) (integer) 0\n2) "by user 1"',
  )
})

for (const [example, key] of [
  ['rate-limiter', ['GET', 'rate:ann']],
  ['compare-and-set', ['GET', 'page:title']],
  ['lock-release', ['GET', 'lock:report']],
  ['leaderboard', ['ZSCORE', 'board', 'ann']],
] as const) {
  test(`${example}: separate commands lose an update, the script does not`, async ({ page }) => {
    const { cli } = await openLab(page, `/lab/lua-sandbox?example=${example}`)
    const race = part(page, 'The same without a script')
    for (const [name, isKept] of [
      ['Lose an update', false],
      ['Both with the script', true],
      ['Lose an update', false],
    ] as const) {
      await race.getByRole('button', { name }).click()
      await expect(race.getByTestId('race-got')).toBeHidden()
      await expect(race.getByTestId('race-got')).toBeVisible({ timeout: 15_000 })
      const got = await race.getByTestId('race-got').innerText()
      expect(cli(...key)).toBe(got)
      const expected = await race.getByTestId('race-expected').innerText()
      expect(got === expected).toBe(isKept)
    }
  })
}

test('says where the script is wrong, before it runs and after', async ({ page }) => {
  const { cli } = await openLab(page, '/lab/lua-sandbox?busy=0')
  await write(page, 'local a = 1\nreturn prnt(a)')
  await expect(page.getByText('Line 2, column 8:')).toBeVisible()
  await expect(page.getByText('Redis knows no global “prnt”')).toBeVisible()
  await write(page, 'local t = {}\n\nreturn 5 // 2')
  await expect(page.getByText('Line 3, column 11:')).toBeVisible()
  const script = "local t = redis.call('GET', 'nothing')\n\nreturn t.name"
  await write(page, script)
  await expect(page.getByText(/^Line \d/)).toHaveCount(0)
  await execute(page)
  await expect(page.getByText('Line 3, column 1:')).toBeVisible()
  await expect(page.getByTestId('reply')).toHaveText(
    cli('EVAL', script, '1', 'rate:ann', '3', '60'),
  )
})

test('walks through the script on a copy, and Redis agrees with the end', async ({ page }) => {
  const { cli } = await openLab(page, '/lab/lua-sandbox')
  await expect.poll(() => cli('GET', 'rate:ann')).toBe('"2"')
  await page.getByRole('button', { name: 'Step through' }).click()
  const debug = part(page, 'Step by step')
  await expect(debug.getByText('Step 1 of 6: line 2')).toBeVisible()
  await debug.getByRole('button', { name: 'Next line' }).click()
  await expect(debug.getByTestId('locals')).toHaveText('limit3')
  await expect(debug.getByTestId('calls')).toHaveText('GET rate:ann"2"')
  await debug.getByRole('spinbutton', { name: 'Break point in line' }).fill('13')
  await debug.getByRole('button', { name: 'Set or clear' }).click()
  await debug.getByRole('button', { name: 'To the break point' }).click()
  await expect(debug.getByText(/line 13$/)).toBeVisible()
  await expect(debug.getByTestId('locals')).toHaveText('limit3count3')
  await debug.getByRole('button', { name: 'Back', exact: true }).click()
  await expect(debug.getByText(/line 10$/)).toBeVisible()
  await debug.getByRole('button', { name: 'To the end' }).click()
  await expect(debug.getByTestId('trace-end')).toHaveText('1) (integer) 1 2) (integer) 0')
  await expect(debug.getByText('Redis answers the same')).toBeVisible()
  // The copy was asked, not the learner's own Redis.
  expect(cli('GET', 'rate:ann')).toBe('"2"')
})

test('says where the trace and Redis differ, and ends what does not end', async ({ page }) => {
  const { cli } = await openLab(page, '/lab/lua-sandbox')
  await write(page, 'return 2 ^ 53 .. ""')
  await page.getByRole('button', { name: 'Step through' }).click()
  const debug = part(page, 'Step by step')
  await debug.getByRole('button', { name: 'To the end' }).click()
  await expect(debug.getByText('Redis answers something else:')).toBeVisible()
  await expect(debug.getByTestId('real-end')).toHaveText(cli('EVAL', 'return 2 ^ 53 .. ""', '0'))
  await write(page, 'while true do pcall(function() while true do end end) end')
  await page.getByRole('button', { name: 'Step through' }).click()
  await expect(debug.getByText('Stopped after two seconds')).toBeVisible({ timeout: 15_000 })
  await execute(page)
  await expect(page.getByTestId('reply')).toContainText('(error)', { timeout: 15_000 })
  expect(integerIn(cli('DBSIZE'))).toBeGreaterThan(0)
})

test('Monaco completes what Redis gives to scripts, and its address carries a script', async ({
  page,
}) => {
  const refused: string[] = []
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) refused.push(message.text())
  })
  const { cli } = await openLab(page, '/lab/lua-sandbox?script=return%20redis.&busy=0')
  const lines = page.locator('.monaco-editor .view-lines')
  await expect(lines).toHaveText('return redis.')
  await lines.click()
  await page.keyboard.press('End')
  await page.keyboard.type('sha')
  await page.keyboard.press('Control+Space')
  await expect(page.getByRole('listitem', { name: /^sha1hex/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await page.keyboard.type("('')")
  await execute(page)
  await expect(page.getByTestId('reply')).toHaveText(cli('EVAL', "return redis.sha1hex('')", '0'))
  await expect(page).toHaveURL(/script=return\+redis\.sha1hex/)
  await page.locator('.monaco-editor .line-numbers', { hasText: '1' }).click()
  await expect(page.locator('.monaco-editor .break-point')).toBeVisible()
  expect(refused).toEqual([])
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`has no violation in the ${colorScheme} theme, and fits into 360 px`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    await openLab(page, '/lab/lua-sandbox')
    await expect(page.locator('.monaco-editor .view-lines')).toContainText('local limit')
    await execute(page)
    await page.getByRole('button', { name: 'Lose an update' }).click()
    await expect(page.getByTestId('race-got')).toBeVisible({ timeout: 15_000 })
    await page.getByRole('button', { name: 'Step through' }).click()
    await expect(page.getByText('Step 1 of')).toBeVisible()
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
