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

test('what an exam is solved by is not in the built page', () => {
  const page = textBelow('apps/web/dist', /\.(?:js|css|html|json)$/)
  // In the page's scripts a text is a string, its quotes escaped.
  const isShown = (line: string): boolean =>
    page.includes(line) || page.includes(JSON.stringify(line).slice(1, -1))
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
