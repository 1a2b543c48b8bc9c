import { afterAll, beforeAll, expect, it } from 'vitest'
import { call } from '../testing/call.ts'
import { courseYaml, makeCourse, RIGHT_LESSON, type TestCourse } from '../testing/course.ts'

let course: TestCourse
beforeAll(async () => {
  course = await makeCourse({
    'course.yaml': courseYaml('right'),
    'basic/right/en.md': RIGHT_LESSON,
  })
})
afterAll(() => course.remove())

it('makes a lesson in two languages that passes its check at once', async () => {
  const made = await call(course.cwd, 'lesson', 'new', 'basic/r1-time-to-live')
  expect(made).toMatchObject({ code: 0, err: '' })
  expect(made.out).toContain('lessons/basic/r1-time-to-live/ru.md')
  expect(await course.read('course.yaml')).toBe(courseYaml('right', 'r1-time-to-live'))
  expect(await course.read('basic/r1-time-to-live/en.md')).toContain('# R1. Time to live')
  const checked = await call(course.cwd, 'lesson', 'check', 'r1-time-to-live')
  expect(checked.out).toMatch(/^drafts +2 +2 +4 +2 +2 +2 +0 +0$/m)
  expect(checked.out).toMatch(/^0 problems · 4 proofs/m)
  expect(checked.code).toBe(0)
})

it('refuses to touch a lesson that is there', async () => {
  const before = await course.read('course.yaml')
  const { code, err } = await call(course.cwd, 'lesson', 'new', 'basic/right')
  expect(err).toContain('lessons/basic/right is there already. Nothing was changed.')
  expect(code).toBe(2)
  expect(await course.read('basic/right/en.md')).toBe(RIGHT_LESSON)
  expect(await course.read('course.yaml')).toBe(before)
})

it.each([
  [[], 'Say where the lesson is to be'],
  [['r2-ttl'], '"r2-ttl" is no place for a lesson.'],
  [['../../etc/x'], 'is no place for a lesson.'],
  [['advanced/r2-ttl'], 'The course has no part "advanced".'],
  [['basic/r2-ttl', '--module', 'R7'], 'has no module "R7"'],
])('%j says what is wrong and makes nothing', async (args, message) => {
  const before = await course.read('course.yaml')
  const { code, err } = await call(course.cwd, 'lesson', 'new', ...args)
  expect(err).toContain(message)
  expect(code).toBe(2)
  expect(await course.read('course.yaml')).toBe(before)
})
