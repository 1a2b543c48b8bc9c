import { expect, test, type Locator, type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const EXAM = '/lessons/rate-limiter-leaderboard'
const REFERENCE = readFileSync(
  fileURLToPath(
    new URL('../../../packages/grader/fixtures/references/typescript/app.ts', import.meta.url),
  ),
  'utf8',
)
const REDIS = "import Redis from 'ioredis'\nconst redis = new Redis()\n"

/** TypeScript comes over the network and starts on a machine that may be busy. */
const SLOW = { timeout: 40_000 }

/** The first program of the lesson on clients, in Monaco, with this text in it. */
async function openProgram(page: Page, text: string): Promise<Locator> {
  await page.goto('/lessons/r4-clients-from-code')
  const program = page.locator('.program').first()
  await program.getByRole('button', { name: /Open in the editor|Открыть в редакторе/ }).click()
  const editor = program.locator('.monaco-editor').first()
  await editor.locator('.view-lines').click()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(text)
  return editor
}

/** The lines with a squiggle of an error, from 1, by where they stand. */
async function markedLines(editor: Locator): Promise<readonly number[]> {
  const tops = (all: readonly Element[]) => all.map((one) => one.getBoundingClientRect().top)
  const lines = (await editor.locator('.view-line').evaluateAll(tops)).toSorted((a, b) => a - b)
  const marks = await editor.locator('.squiggly-error').evaluateAll(tops)
  return marks.map((top) => lines.findLastIndex((line) => line <= top + 1) + 1)
}

test('TypeScript is not loaded before the editor is used', async ({ page }) => {
  const loaded: string[] = []
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname))
  await page.goto(EXAM)
  await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible(SLOW)
  const ofTypes = () => loaded.filter((path) => /types-worker|practice-types/.test(path))
  expect(ofTypes()).toEqual([])
  await page.locator('.monaco-editor .view-lines').click()
  await expect.poll(() => ofTypes().length, SLOW).toBe(2)
})

test('a command is offered with its sentence', async ({ page }) => {
  await openProgram(page, REDIS)
  await page.keyboard.type('redis.zad')
  const first = page.locator('.suggest-widget .monaco-list-row').first()
  await expect(first).toContainText(/^zadd.*Add one or more members to a sorted set/, SLOW)
  await page.keyboard.press('Enter')
  await page.keyboard.type('(')
  await expect(page.locator('.parameter-hints-widget')).toContainText('key: RedisKey', SLOW)
})

test('a command that is not there is marked in its line, and no longer when it is', async ({
  page,
}) => {
  const editor = await openProgram(page, `${REDIS}await redis.zad('board', 1, 'ann')\n`)
  await expect.poll(() => markedLines(editor), SLOW).toEqual([3])
  await page.keyboard.press('F8')
  await expect(
    page.getByText("Property 'zad' does not exist on type 'Redis'").first(),
  ).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(`${REDIS}await redis.zadd('board', 1, 'ann')\n`)
  await expect.poll(() => markedLines(editor), SLOW).toEqual([])
})

test.describe('in Russian', () => {
  test.use({ locale: 'ru-RU' })

  test('a command is offered with its sentence in Russian', async ({ page }) => {
    await openProgram(page, REDIS)
    await page.keyboard.type('redis.zad')
    const first = page.locator('.suggest-widget .monaco-list-row').first()
    await expect(first).toContainText(/^zadd.*Добавляет участников со счётом/, SLOW)
  })

  test('the mistake is told in Russian', async ({ page }) => {
    await page.addInitScript(() =>
      localStorage.setItem(
        'keyspace.exam.rate-limiter-leaderboard',
        JSON.stringify({ learner: crypto.randomUUID(), code: 'nothing', name: '', attempts: [] }),
      ),
    )
    await page.goto(EXAM)
    await page.locator('.monaco-editor .view-lines').click(SLOW)
    await expect(page.locator('.squiggly-error')).toHaveCount(1, SLOW)
    await page.keyboard.press('F8')
    await expect(page.getByText('Не удается найти имя "nothing"').first()).toBeVisible()
  })
})

test('the template of the exam and its reference have no mark', async ({ page }) => {
  await page.goto(EXAM)
  const editor = page.locator('.monaco-editor').first()
  await editor.locator('.view-lines').click(SLOW)
  // Marks come for the whole text at once: where this one is, the others would be.
  await page.keyboard.press('Control+End')
  await page.keyboard.insertText('\nredis.nothing()')
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Control+End')
  await expect(editor.locator('.squiggly-error')).toHaveCount(1, SLOW)
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(`${REFERENCE}\nredis.nothing()`)
  await page.keyboard.press('Control+End')
  await expect(editor.locator('.squiggly-error')).toHaveCount(1, SLOW)
})
