import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { catalogLoader } from '../catalog/index.ts'
import { COURSE, courseFolder, lessonText } from '../catalog/testing/course-folder.ts'
import { liveCatalog, structureOf } from './live-catalog.ts'

const open: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

async function liveCourse() {
  const folder = await courseFolder({
    'course.yaml': COURSE,
    'basic/first/en.md': lessonText({ body: 'As it was.' }),
    'basic/second/en.md': lessonText({ front: 'status: draft' }),
  })
  open.push(folder.remove)
  const load = catalogLoader(folder.dir, { forAuthors: true })
  return { folder, live: liveCatalog(folder.dir, load) }
}

const slugs = (lessons: readonly { slug: string }[]) => lessons.map(({ slug }) => slug)

it('keeps what a broken lesson last was, and says in which line it breaks', async () => {
  const { folder, live } = await liveCourse()
  const before = await live()
  expect(before.problems).toEqual([])
  expect(slugs(before.lessons)).toEqual(['first', 'second'])
  await folder.write('basic/first/en.md', lessonText({ body: '```redis rum\n```' }))
  const broken = await live()
  expect(broken.lessons).toEqual(before.lessons)
  expect(structureOf(broken)).toBe(structureOf(before))
  expect(broken.problems).toMatchObject([
    { code: 'fence-role', file: 'lessons/basic/first/en.md', line: 7, excerpt: '```redis rum' },
  ])
  await folder.write('basic/first/en.md', lessonText({ body: 'Mended.' }))
  expect(JSON.stringify((await live()).lessons)).toContain('Mended.')
})

it('has drafts on its map, and forgets a lesson that is taken away', async () => {
  const { folder, live } = await liveCourse()
  const before = await live()
  const shown = before.course.parts.flatMap(({ modules }) => modules.flatMap((one) => one.lessons))
  expect(slugs(shown)).toEqual(['first', 'second'])
  await rm(join(folder.dir, 'basic/second'), { recursive: true })
  const after = await live()
  expect(slugs(after.lessons)).toEqual(['first'])
  expect(structureOf(after)).not.toBe(structureOf(before))
})

it('keeps its course while course.yaml cannot be read', async () => {
  const { folder, live } = await liveCourse()
  const before = await live()
  await folder.write('course.yaml', 'title: {en: Course')
  const broken = await live()
  expect(structureOf(broken)).toBe(structureOf(before))
  expect(broken.problems[0]).toMatchObject({ code: 'course-yaml', line: 1 })
})
