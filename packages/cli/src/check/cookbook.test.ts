import { existsSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { call } from '../testing/call.ts'
import { cookbookLesson, readRecipes } from '../testing/cookbook.ts'
import { courseYaml, makeCourse } from '../testing/course.ts'

const DOCS = fileURLToPath(new URL('../../../../docs/', import.meta.url))

it('every recipe of the cookbook compiles and holds on both engines', async () => {
  expect(readRecipes().length).toBeGreaterThanOrEqual(10)
  const course = await makeCourse({
    'course.yaml': courseYaml('cookbook'),
    'basic/cookbook/en.md': cookbookLesson().replace('clients:', 'status: draft\nclients:'),
  })
  try {
    const { code, out } = await call(course.cwd, 'lesson', 'check')
    expect(out).toMatch(/^0 problems · 2 proofs on embedded and dedicated/m)
    expect(code).toBe(0)
  } finally {
    await course.remove()
  }
})

it('every recipe has its picture, small enough for a clone', () => {
  const guide = readFileSync(`${DOCS}authoring-cookbook.md`, 'utf8')
  for (const { name } of readRecipes()) {
    expect(guide).toContain(`(images/cookbook-${name}.jpg)`)
    const picture = `${DOCS}images/cookbook-${name}.jpg`
    expect(existsSync(picture), picture).toBe(true)
    expect(statSync(picture).size, picture).toBeLessThan(60 * 1024)
  }
})
