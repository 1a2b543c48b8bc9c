import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { catalogLoader, loadCatalog } from './index.ts'
import { COURSE, courseFolder, lessonText } from './testing/course-folder.ts'

const folders: { remove: () => Promise<void> }[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await folder.remove()
})

async function load(files: Readonly<Record<string, string>>) {
  const folder = await courseFolder({ 'course.yaml': COURSE, ...files })
  folders.push(folder)
  return loadCatalog(folder.dir)
}

const TWO = {
  'basic/first/en.md': lessonText(),
  'basic/first/ru.md': lessonText(),
  'basic/second/en.md': lessonText({ front: 'prerequisites: [first, R2]' }),
}

async function problemsOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  const { problems } = await load({ ...TWO, ...files })
  return problems.map(
    ({ severity, code, file, line, column }) => `${severity} ${code} ${file}:${line}:${column}`,
  )
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex')

describe('loadCatalog', () => {
  it('wants the weights of an exam in every language, and none without an exam', async () => {
    const weights = (tests: number) => `exam: quiz\ngrading:\n  weights: { tests: ${tests} }`
    const exam = (en: string, ru: string) =>
      problemsOf({
        'basic/first/en.md': lessonText({ front: en }),
        'basic/first/ru.md': lessonText({ front: ru }),
      })
    expect(await exam(weights(0.2), weights(0.2))).toEqual([])
    expect(await exam(weights(0.2), weights(0.3))).toEqual([
      'error translation-differs lessons/basic/first/ru.md:4:1',
    ])
    expect(await exam(weights(0.2), 'exam: quiz')).toEqual([
      'error translation-differs lessons/basic/first/ru.md:1:1',
    ])
    const bare = 'grading:\n  weights: { tests: 0.2 }'
    expect(await exam(bare, bare)).toEqual([
      'error grading-without-exam lessons/basic/first/en.md:3:1',
      'error grading-without-exam lessons/basic/first/ru.md:3:1',
    ])
    const much = 'exam: quiz\ngrading:\n  weights: { tests: 0.6, style: 0.5 }'
    expect(await exam(much, much)).toEqual([
      'error front-matter-value lessons/basic/first/en.md:5:3',
      'error front-matter-value lessons/basic/first/ru.md:5:3',
    ])
  })

  it('arranges the lessons as course.yaml says', async () => {
    const loaded = await load(TWO)
    expect(loaded.problems).toEqual([])
    const course = loaded.ok ? loaded.catalog.course : undefined
    expect(
      course?.parts[0]?.modules.map(({ id, lessons }) => [id, lessons.map(({ slug }) => slug)]),
    ).toEqual([
      ['R1', ['first', 'second']],
      ['R2', []],
    ])
    expect(course?.parts[0]?.modules[0]?.lessons[0]).toEqual({
      slug: 'first',
      langs: ['en', 'ru'],
      title: { en: 'A lesson', ru: 'A lesson' },
      summary: { en: 'A lesson', ru: 'A lesson' },
      steps: ['ping'],
    })
  })

  it('links lessons to each other, wherever they lie', async () => {
    const body = '[a](../second/en.md) [b](../../basic/second/#context) [c](../second/ru.md#x)'
    const loaded = await load({ ...TWO, 'basic/first/en.md': lessonText({ body }) })
    const html = loaded.ok ? JSON.stringify(loaded.catalog.lessons[0]?.sections[0]) : ''
    expect(html.match(/href=\\"[^"]*"/g)).toEqual([
      'href=\\"/lessons/second\\"',
      'href=\\"/lessons/second#context\\"',
      'href=\\"/lessons/second#x\\"',
    ])
  })

  it('links a lesson to the task beside it, and to no other file there', async () => {
    const body = '[a](task/task.yaml) [b](../second/task/task.yaml)'
    const loaded = await load({
      ...TWO,
      'basic/first/en.md': lessonText({ body }),
      'basic/first/task/task.yaml':
        'id: counter\ntitle: {en: Count, ru: Счёт}\nprobes: [{ x: ${y} }]\n',
      'basic/second/task/task.yaml': 'title: {en: Count, ru: Счёт}\nid: other-counter\n',
    })
    const html = loaded.ok ? JSON.stringify(loaded.catalog.lessons[0]?.sections[0]) : ''
    expect(html.match(/href=\\"[^"]*"/g)).toEqual([
      'href=\\"/tasks/counter\\"',
      'href=\\"/tasks/other-counter\\"',
    ])
    const broken = await load({ ...TWO, 'basic/first/en.md': lessonText({ body }) })
    expect(broken.problems.map(({ code }) => code)).toEqual(['link-file', 'link-file'])
  })

  it('leaves drafts off the map', async () => {
    const loaded = await load({
      ...TWO,
      'basic/second/en.md': lessonText({ front: 'status: draft' }),
    })
    const lessons = loaded.ok ? loaded.catalog.course.parts[0]?.modules[0]?.lessons : []
    expect(lessons?.map(({ slug }) => slug)).toEqual(['first'])
  })

  it.each([
    [
      'a key that course.yaml does not know',
      { 'course.yaml': `${COURSE}extra: 1\n` },
      'error course-unknown-key lessons/course.yaml:14:1',
    ],
    [
      'a lesson that nobody wrote',
      { 'course.yaml': COURSE.replace('second', 'secnod') },
      'error lesson-missing lessons/course.yaml:10:26',
      'warning lesson-unlisted lessons/course.yaml:2:1',
    ],
    [
      'a lesson named twice',
      { 'course.yaml': COURSE.replace('[first,', '[first, first,') },
      'error lesson-twice lessons/course.yaml:10:26',
    ],
    [
      'a part that is not there',
      { 'extra/third/en.md': lessonText() },
      'error part-missing lessons/course.yaml:2:1',
    ],
    [
      'a lesson that is not listed',
      { 'basic/third/en.md': lessonText() },
      'warning lesson-unlisted lessons/course.yaml:2:1',
    ],
    [
      'a prerequisite that is not there',
      { 'basic/second/en.md': lessonText({ front: 'prerequisites: [frist]' }) },
      'error prerequisite-missing lessons/basic/second/en.md:3:17',
    ],
    [
      'a translation with another check',
      { 'basic/first/ru.md': lessonText({ check: 'ECHO' }) },
      'error translation-differs lessons/basic/first/ru.md:14:1',
    ],
    [
      'a translation without a transcript',
      { 'basic/first/ru.md': lessonText().replace(/```redis run[^]*?```\n/, '') },
      'error translation-differs lessons/basic/first/ru.md:10:1',
    ],
    [
      'a translation that is stale',
      {
        'basic/first/ru.md': lessonText({
          front: `translationOf: en\nsourceHash: ${'a'.repeat(64)}`,
        }),
      },
      'error translation-stale lessons/basic/first/ru.md:4:13',
    ],
    [
      'a translation that is fresh',
      {
        'basic/first/ru.md': lessonText({
          front: `translationOf: en\nsourceHash: ${hash(lessonText())}`,
        }),
      },
    ],
    [
      'what is wrong inside a lesson',
      { 'basic/first/en.md': lessonText({ body: '[x](#y)' }) },
      'error link-anchor lessons/basic/first/en.md:7:5',
    ],
  ])('reports %s', async (_, files, ...expected) => {
    expect(await problemsOf(files)).toEqual(expected)
  })

  it('rejects a folder without course.yaml', async () => {
    const folder = await courseFolder({ 'basic/first/en.md': lessonText() })
    folders.push(folder)
    await expect(loadCatalog(folder.dir)).rejects.toThrow('course.yaml')
  })

  it('compiles again only what changed', async () => {
    const folder = await courseFolder({ 'course.yaml': COURSE, ...TWO })
    folders.push(folder)
    const again = catalogLoader(folder.dir)
    const lessonsOf = async () => {
      const loaded = await again()
      return loaded.ok ? loaded.catalog.lessons : []
    }
    const before = await lessonsOf()
    await folder.write('basic/second/en.md', lessonText({ body: 'New.' }))
    const after = await lessonsOf()
    expect(after.map((lesson, index) => lesson === before[index])).toEqual([true, true, false])
  })

  it('loads the course of this repository', async () => {
    const dir = fileURLToPath(new URL('../../../../lessons', import.meta.url))
    const loaded = await loadCatalog(dir)
    expect(loaded.problems.filter(({ severity }) => severity === 'error')).toEqual([])
    const imported = await readFile(`${dir}/imported/redis-in-vueexpert/ru.md`)
    // The lesson as its author wrote it: not a byte of it is ours to change.
    expect(hash(imported.toString())).toBe(
      '661f9ac8da9a8a88dd8612b911b344e33dd015239e0d9d64903bb333603f10a8',
    )
  })
})
