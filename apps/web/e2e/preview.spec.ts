import { expect, test } from '@playwright/test'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile, mkdir, copyFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PORT = 18_462
const LESSON = 'r1-architecture-and-cli'

const COURSE = `title: {en: Course, ru: Курс}
parts:
  - id: basic
    title: {en: Basic, ru: Основы}
    summary: {en: First steps, ru: Первые шаги}
    modules:
      - id: R1
        title: {en: One, ru: Один}
        summary: {en: The first, ru: Первый}
        lessons: [${LESSON}]
`

const GLOSSARY = `- id: author
  term: { en: sentence from the author, ru: фраза автора }
  text: { en: It was typed just now., ru: Её только что написали. }
`

let folder = ''
let preview: ChildProcess | undefined

/** The course with one lesson of it: what others write meanwhile is of no interest here. */
test.beforeAll(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'keyspace-preview-')), 'lessons')
  await mkdir(join(folder, 'basic', LESSON), { recursive: true })
  await writeFile(join(folder, 'course.yaml'), COURSE)
  await writeFile(join(folder, 'glossary.yaml'), GLOSSARY)
  for (const lang of ['en', 'ru']) {
    await copyFile(
      `lessons/basic/${LESSON}/${lang}.md`,
      join(folder, 'basic', LESSON, `${lang}.md`),
    )
  }
  const program = ['--conditions=source', '--import', 'tsx', 'packages/cli/src/main.ts']
  const args = ['lesson', 'preview', LESSON, '--port', String(PORT), '--lessons', folder]
  preview = spawn(process.execPath, [...program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve, reject) => {
    preview?.stdout?.on('data', (text: Buffer) => {
      if (text.toString().includes('Preview: ')) resolve(text)
    })
    preview?.once('exit', () => reject(new Error('the preview ended')))
  })
})

test.afterAll(async () => {
  if (preview?.exitCode === null) preview.kill('SIGKILL')
  await rm(join(folder, '..'), { recursive: true, force: true })
})

test('the page follows the author, and Ctrl-C leaves nothing behind', async ({ page }) => {
  const file = join(folder, 'basic', LESSON, 'en.md')
  const text = await readFile(file, 'utf8')
  await page.goto(`http://127.0.0.1:${PORT}/lessons/${LESSON}`)
  await expect(page.getByText('Your Redis is ready')).toBeVisible({ timeout: 30_000 })
  const problems = page.getByRole('region', { name: 'What the check says' })

  await test.step('an edit is there without a reload: what was typed stays, and so does the place', async () => {
    const blank = page.locator('.fill textarea').first()
    await blank.fill('typed before the edit')
    await page.evaluate(() => {
      document.body.dataset['opened'] = 'once'
      window.scrollTo({ top: 600, behavior: 'instant' })
    })
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(500)
    const place = await page.evaluate(() => window.scrollY)
    await writeFile(file, text.replace(/^### 5\..*$/m, '$&\n\nA sentence from the author.'))
    await expect(page.getByText('A sentence from the author.')).toBeVisible()
    await expect(page.getByRole('link', { name: 'sentence from the author' })).toBeVisible()
    await expect(blank).toHaveValue('typed before the edit')
    expect(await page.evaluate(() => document.body.dataset['opened'])).toBe('once')
    expect(Math.abs((await page.evaluate(() => window.scrollY)) - place)).toBeLessThan(40)
  })

  await test.step('a lesson that breaks says where, over the last text that did not', async () => {
    await writeFile(file, text.replace('```redis run', '```redis rum'))
    await expect(problems).toContainText(/lessons\/basic\/r1-architecture-and-cli\/en\.md:\d+:10/)
    await expect(problems.locator('mark')).toHaveText('rum')
    await expect(problems).toContainText('did you mean `run`?')
    await expect(page.getByText('A sentence from the author.')).toBeVisible()
  })

  await test.step('a reply that Redis does not give is found by running it', async () => {
    await writeFile(file, text.replace('\nOK\n', '\nKO\n'))
    await expect(problems).toContainText('answers `OK`, and the lesson shows `KO`')
    await writeFile(file, text)
    await expect(page.getByText('the lesson shows `KO`')).toHaveCount(0)
  })

  await test.step('Ctrl-C ends it', async () => {
    const ended = once(preview ?? process, 'exit')
    preview?.kill('SIGINT')
    expect(await ended).toEqual([0, null])
    await expect(fetch(`http://127.0.0.1:${PORT}/`)).rejects.toThrow()
  })
})
