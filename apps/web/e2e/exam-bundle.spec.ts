import { expect, test } from '@playwright/test'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Shorter lines, such as `return await redis.get(key)`, say nothing about where they come from. */
const TELLING = 48

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
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

test('what an exam is solved by is not in the built page', () => {
  const references = 'packages/grader/fixtures/references'
  const solutions = filesBelow(references).filter((path) => /\.(?:ts|js|mjs|py|lua)$/.test(path))
  const page = filesBelow('apps/web/dist')
    .filter((path) => /\.(?:js|css|html|json)$/.test(path))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n')
  // In the page's scripts a text is a string, its quotes escaped.
  const escaped = (line: string): string => JSON.stringify(line).slice(1, -1)
  for (const solution of solutions) {
    const lines = tellingLines(readFileSync(solution, 'utf8'))
    expect(lines.length).toBeGreaterThan(5)
    const shown = lines.filter((line) => page.includes(line) || page.includes(escaped(line)))
    // The exam gives the frame of a server to start from, and the lessons teach each part by itself.
    expect(shown.length / lines.length, `${solution}: ${shown.join(' | ')}`).toBeLessThan(0.4)
  }
})
