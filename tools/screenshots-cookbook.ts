// Takes the pictures of docs/authoring-cookbook.md from its own recipes: `pnpm screenshots cookbook`.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, Locator, Page } from 'playwright'
import { cookbookLesson, readRecipes } from '../packages/cli/src/testing/cookbook.ts'
import { courseYaml } from '../packages/cli/src/testing/course.ts'

const PORT = 18_078

/** The elements of a recipe: what stands between its heading and the next one. */
async function elementsOf(page: Page, name: string): Promise<readonly Locator[]> {
  const count = await page.evaluate((title) => {
    const heading = [...document.querySelectorAll('h3, h4, h5')].find(
      (one) => one.textContent.trim() === title,
    )
    let marked = 0
    for (let at = heading?.nextElementSibling; at !== null && at !== undefined;) {
      if (/^H[2-6]$/.test(at.tagName)) break
      at.setAttribute('data-recipe', title)
      marked += 1
      at = at.nextElementSibling
    }
    return marked
  }, `Recipe ${name}`)
  const found = page.locator(`[data-recipe="Recipe ${name}"]`)
  return Array.from({ length: count }, (_, index) => found.nth(index))
}

async function preview(lessons: string): Promise<() => Promise<void>> {
  const program = ['--conditions=source', '--import', 'tsx', 'packages/cli/src/main.ts']
  const args = ['lesson', 'preview', 'cookbook', '--port', String(PORT), '--lessons', lessons]
  const child = spawn(process.execPath, [...program, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return async () => {
    child.kill('SIGINT')
    await once(child, 'exit')
  }
}

/** The state that says most, such as an open spoiler. */
async function prepare(elements: readonly Locator[], name: string): Promise<void> {
  const [first] = elements
  if (first === undefined) throw new Error(`the recipe ${name} is not on the page`)
  if (name === 'solution') await first.locator('summary').click()
  if (name === 'quiz') await first.getByRole('button').first().click()
  if (name === 'transcript') await first.getByRole('button', { name: /Run/ }).first().click()
  await sleep(1_200)
}

async function boxOf(elements: readonly Locator[]) {
  const boxes = await Promise.all(elements.map((element) => element.boundingBox()))
  const there = boxes.filter((box) => box !== null)
  const margin = 16
  const left = Math.min(...there.map(({ x }) => x)) - margin
  const top = Math.min(...there.map(({ y }) => y)) - margin
  const right = Math.max(...there.map(({ x, width }) => x + width)) + margin
  const bottom = Math.max(...there.map(({ y, height }) => y + height)) + margin
  return { x: left, y: top, width: right - left, height: Math.min(bottom - top, 620) }
}

/** Takes all of them into `folder`. */
export async function cookbookPictures(browser: Browser, folder: string): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'keyspace-cookbook-'))
  const lessons = join(root, 'lessons')
  await mkdir(join(lessons, 'basic/cookbook'), { recursive: true })
  await writeFile(join(lessons, 'course.yaml'), courseYaml('cookbook'))
  await writeFile(join(lessons, 'basic/cookbook/en.md'), cookbookLesson())
  const stop = await preview(lessons)
  try {
    const viewport = { width: 1360, height: 6_000 }
    const context = await browser.newContext({ colorScheme: 'light', locale: 'en-GB', viewport })
    const page = await context.newPage()
    await page.goto(`http://127.0.0.1:${PORT}/lessons/cookbook`)
    await page.getByText('Your Redis is ready').waitFor({ timeout: 60_000 })
    for (const { name } of readRecipes()) {
      const elements = await elementsOf(page, name)
      await prepare(elements, name)
      const path = `${folder}/cookbook-${name}.jpg`
      await page.screenshot({ path, type: 'jpeg', quality: 80, clip: await boxOf(elements) })
      console.log(path)
    }
    await context.close()
  } finally {
    await stop()
    await rm(root, { recursive: true })
  }
}
