import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadCatalog } from '@keyspace/lesson/catalog'
import { withInner } from '@keyspace/lesson/compile'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { call } from '../testing/call.ts'
import { courseYaml, makeCourse, RIGHT_LESSON, type TestCourse } from '../testing/course.ts'

const OURS = fileURLToPath(new URL('../../../../lessons', import.meta.url))
const R1 = 'r1-architecture-and-cli'

let course: TestCourse
beforeEach(async () => {
  course = await makeCourse({
    'course.yaml': courseYaml('right'),
    'basic/right/en.md': RIGHT_LESSON,
  })
})
afterEach(() => course.remove())

async function transcriptsIn(folder: string, slug: string) {
  const loaded = await loadCatalog(folder)
  const entries = loaded.ok ? loaded.catalog.entries : loaded.entries
  const entry = entries.find(({ lesson }) => lesson.slug === slug && lesson.lang === 'en')
  const blocks = entry?.lesson.sections.flatMap(({ blocks }) => blocks.flatMap(withInner)) ?? []
  return blocks
    .filter((block) => block.kind === 'transcript')
    .filter(({ isStatic }) => !isStatic)
    .flatMap(({ steps }) => steps.map(({ line, expected }) => [line, expected]))
}

it('writes a tutorial with what a reader needs, and without what only proves', async () => {
  const { code, out } = await call(course.cwd, 'lesson', 'export', 'right', '--to', 'out')
  expect(out).toBe('out: manifest.json, right.md\n')
  expect(code).toBe(0)
  const folder = join(course.cwd, 'out')
  expect(await readdir(folder)).toEqual(['manifest.json', 'right.md'])
  expect(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))).toEqual({
    type: 'group',
    id: 'keyspace',
    label: 'Right',
    children: [{ type: 'internal-link', id: 'right', label: 'Right', args: { path: '/right.md' } }],
  })
  const page = await readFile(join(folder, 'right.md'), 'utf8')
  expect(page).toMatch(/^# Right\n/)
  expect(page).toContain('```redis Run\nGET greeting\n// => "hello"\n```')
  expect(page).toContain('```redis Run (B)\nINCR visits\n// => (integer) 1\n```')
  expect(page).toContain('```redis Fill in and run\nRPUSH queue ___FILL___\n```')
  expect(page).toContain('**Task.** The queue holds a and b.')
  expect(page).toContain('```redis Solution\nRPUSH queue a b\n```')
  expect(page).not.toContain('assert')
})

it('a lesson of ours comes back from a zip with the same commands and replies', async () => {
  const exported = await call(
    ...([course.cwd, 'lesson', 'export', R1] as const),
    ...['--lessons', OURS, '--to', 'r1.zip'],
  )
  expect(exported.err).toBe('')
  const imported = await call(course.cwd, 'lesson', 'import', 'r1.zip', '--part', 'basic')
  expect(imported.err).toBe('')
  const before = await transcriptsIn(OURS, R1)
  expect(before.length).toBeGreaterThan(10)
  const after = await transcriptsIn(join(course.cwd, 'lessons'), R1)
  expect(after).toEqual(expect.arrayContaining(before))
  const check = await call(course.cwd, 'lesson', 'check', R1, '--engine', 'dedicated')
  expect(check.out).toMatch(/^0 problems/m)
})

it('overwrites nothing, and says what is not there', async () => {
  await call(course.cwd, 'lesson', 'export', 'right')
  const again = await call(course.cwd, 'lesson', 'export', 'right')
  expect(again.err).toContain('right.zip is there already.')
  expect(again.code).toBe(2)
  const russian = await call(course.cwd, 'lesson', 'export', 'right', '--lang', 'ru')
  expect(russian.err).toContain('The lesson "right" is not there in ru')
  const nobody = await call(course.cwd, 'lesson', 'export', 'nobody')
  expect(nobody.err).toContain('There is no lesson "nobody"')
})
