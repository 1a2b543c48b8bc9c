import { expect, test } from '@playwright/test'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Shorter lines, such as `return await redis.get(key)`, say nothing about where they come from. */
const TELLING = 30

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    if (name === 'node_modules') return []
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesBelow(path) : [path]
  })
}

/** Lines of code that nobody would write the same by chance. */
function tellingLines(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.length >= TELLING && !/^(?:import|from|\/\/|#|\*)/.test(line))
}

function textBelow(folder: string, ending: RegExp): string {
  const files = filesBelow(folder).filter((path) => ending.test(path))
  return files.map((path) => readFileSync(path, 'utf8')).join('\n')
}

const page = (): string => textBelow('apps/web/dist', /\.(?:js|css|html|json)$/)

/** In scripts and in JSON a text is a string, its quotes escaped. */
function isIn(text: string): (line: string) => boolean {
  return (line) => text.includes(line) || text.includes(JSON.stringify(line).slice(1, -1))
}

test('what an exam is solved by is not in the built page', () => {
  const isShown = isIn(page())
  const exam = textBelow('lessons/exam', /\.md$/)
  expect(tellingLines(exam).filter(isShown), 'the exam itself is in the page').not.toEqual([])

  // The frame of a server to start from, and what the lessons teach, line by line.
  const given = textBelow('templates', /\.(?:ts|js|mjs|py)$/) + textBelow('lessons', /\.md$/)
  const references = filesBelow('packages/grader/fixtures/references')
  for (const solution of references.filter((path) => /\.(?:ts|js|mjs|py|lua)$/.test(path))) {
    const own = tellingLines(readFileSync(solution, 'utf8')).filter((line) => !given.includes(line))
    expect(own.length, `lines that only ${solution} has`).toBeGreaterThan(10)
    expect(own.filter(isShown), solution).toEqual([])
  }
})

test('what a task is solved by is neither in the page nor in what the server says of it', async ({
  request,
}) => {
  const { tasks } = (await (await request.get('/api/tasks')).json()) as { tasks: { id: string }[] }
  const views = await Promise.all(
    tasks.map(async ({ id }) => (await request.get(`/api/tasks/${id}`)).text()),
  )
  const [isInPage, isSaid] = [isIn(page()), isIn(views.join('\n'))]
  const lessons = filesBelow('lessons')
  const templates = lessons.filter((path) => /\/task\/template\./.test(path))
  for (const template of templates) {
    const lines = tellingLines(readFileSync(template, 'utf8'))
    expect(
      lines.filter((line) => !isSaid(line)),
      template,
    ).toEqual([])
  }
  const shown = textBelow('lessons', /\.md$|\/task\/template\./)
  const answers = lessons.filter((path) =>
    /\/task\/(?:reference|wrong)\/.*\.(?:ts|lua|py)$/.test(path),
  )
  for (const answer of answers) {
    const own = tellingLines(readFileSync(answer, 'utf8')).filter((line) => !shown.includes(line))
    expect(own.length, `lines that only ${answer} has`).toBeGreaterThan(0)
    expect(
      own.filter((line) => isInPage(line) || isSaid(line)),
      answer,
    ).toEqual([])
  }
})
