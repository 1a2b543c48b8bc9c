import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build, createServer, type InlineConfig, type ViteDevServer } from 'vite'
import { afterEach, describe, expect, it } from 'vitest'
import { COURSE, courseFolder, lessonText } from './catalog/testing/course-folder.ts'
import { keyspaceLessons } from './vite.ts'

const MAIN = `import loadCourse from 'virtual:keyspace-course'
import { loadLesson, loadQuiz } from 'virtual:keyspace-lessons'
console.log(loadCourse, loadLesson, loadQuiz)`

const QUIZ = `\`\`\`yaml quiz id=q
title: Title of the quiz
questions:
  - id: one
    kind: single
    ask: Which one?
    about: theory
    options:
      - {text: This, right: true, why: It is.}
      - {text: That, why: It is not.}
\`\`\``

const FILES = {
  'course.yaml': COURSE,
  'basic/first/en.md': lessonText({ body: 'Only in the first.' }),
  'basic/first/ru.md': lessonText({ body: 'Только в первом.' }),
  'basic/second/en.md': lessonText({ body: 'Only in the second.' }),
}

const open: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close()
})

async function application(files: Readonly<Record<string, string>>) {
  const folder = await courseFolder({ ...FILES, ...files })
  open.push(folder.remove)
  const root = join(folder.root, 'apps/web')
  await mkdir(root, { recursive: true })
  await writeFile(join(root, 'main.js'), MAIN)
  const config: InlineConfig = {
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [keyspaceLessons()],
  }
  return { folder, config }
}

async function buildChunks(files: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const { config } = await application(files)
  const output = await build({
    ...config,
    build: { write: false, minify: false, rolldownOptions: { input: 'main.js' } },
  })
  const [first] = Array.isArray(output) ? output : [output]
  if (!('output' in first)) throw new Error('nothing was built')
  return first.output.map((chunk) => (chunk.type === 'chunk' ? chunk.code : ''))
}

describe('the Vite plugin', () => {
  it('gives every lesson and language a chunk of its own', async () => {
    const chunks = await buildChunks()
    for (const text of ['Only in the first.', 'Только в первом.', 'Only in the second.']) {
      const holders = chunks.filter((code) => code.includes(text))
      expect(holders).toHaveLength(1)
      expect(holders[0]).not.toContain('First steps')
    }
  })

  it('gives the map of the course a chunk for each language', async () => {
    const chunks = await buildChunks()
    const inEnglish = chunks.filter((code) => code.includes('First steps'))
    expect(inEnglish).toHaveLength(1)
    expect(inEnglish[0]).toMatch(/"?lang"?: "en"/)
    expect(inEnglish[0]).not.toMatch(/[а-яё]/i)
  })

  it('says of a module what its lessons do not say themselves', async () => {
    const chunks = await buildChunks()
    expect(chunks.some((code) => code.includes('Planned'))).toBe(true)
    expect(chunks.some((code) => code.includes('The first'))).toBe(false)
  })

  it('keeps the questions of a quiz out of the lesson, in a chunk of their own', async () => {
    const chunks = await buildChunks({ 'basic/second/en.md': lessonText({ body: QUIZ }) })
    const [holder, ...others] = chunks.filter((code) => code.includes('Which one?'))
    expect(others).toEqual([])
    expect(holder).not.toContain('Say hello.')
    const [lesson] = chunks.filter((code) => code.includes('Title of the quiz') && code !== holder)
    expect(lesson).toMatch(/"?count"?: 1/)
  })

  it('fails the build on a broken lesson, with its place and the mend', async () => {
    const broken = lessonText({ body: '```redis rum\n```' })
    await expect(buildChunks({ 'basic/second/en.md': broken })).rejects.toThrow(
      'lessons/basic/second/en.md:7:10 `rum` behind `redis` means nothing here — did you mean `run`?',
    )
  })

  it('reloads when a lesson is edited, and serves what was written', async () => {
    const { folder, config } = await application({})
    const server = await createServer({ ...config, server: { middlewareMode: true, ws: false } })
    open.push(() => server.close())
    expect(await lessonModule(server)).toContain('Only in the first.')
    await folder.write('basic/first/en.md', lessonText({ body: 'Edited.' }))
    // What the watcher says when the disk tells it; when that is, is the disk's affair.
    server.watcher.emit('change', join(folder.dir, 'basic/first/en.md'))
    expect(await lessonModule(server)).toContain('Edited.')
  })
})

async function lessonModule(server: ViteDevServer): Promise<string> {
  const result = await server.transformRequest('virtual:keyspace-lesson/first.en')
  return result === null ? '' : result.code
}
