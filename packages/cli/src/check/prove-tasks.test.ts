import { rm } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call } from '../testing/call.ts'
import { courseYaml, makeCourse, RIGHT_LESSON, type TestCourse } from '../testing/course.ts'

const FILE = 'lessons/basic/right/task/task.yaml'
const TASK = `id: count
kind: lua
title: { en: Count, ru: Счётчик }
say: { en: Count and return the number., ru: Посчитайте и верните число. }
probes:
  - id: counts
    points: 60
    title: { en: It counts, ru: Считает }
    steps:
      - call: { keys: [hits] }
        expect: { reply: (integer) 1 }
  - id: has-an-end
    points: 40
    title: { en: It has an end, ru: Имеет срок }
    steps:
      - call: { keys: [hits] }
      - expiring: hits
`
const RIGHT = "local n = redis.call('INCR', KEYS[1]) redis.call('EXPIRE', KEYS[1], 60) return n"

describe('a task beside a lesson', () => {
  let course: TestCourse
  beforeAll(async () => {
    course = await makeCourse({
      'course.yaml': courseYaml('right'),
      'basic/right/en.md': RIGHT_LESSON,
      'basic/right/task/reference/count.lua': RIGHT,
      'basic/right/task/wrong/no-end.lua':
        "-- fails: has-an-end\nreturn redis.call('INCR', KEYS[1])",
      'basic/right/task/wrong/two.lua':
        "-- fails: counts\nredis.call('SET', KEYS[1], 1, 'EX', 9) return 2",
    })
  })
  afterAll(() => course.remove())

  async function check(task: string, ...more: readonly (readonly [string, string])[]) {
    await course.write('basic/right/task/task.yaml', task)
    for (const [path, text] of more) await course.write(`basic/right/task/${path}`, text)
    return call(course.cwd, 'lesson', 'check', '--engine', 'embedded')
  }

  it('that is right is one proof more', async () => {
    const { code, out } = await check(TASK)
    expect(out).toContain('0 problems · 2 proofs on embedded')
    expect(code).toBe(0)
  })

  it('that cannot be read says where', async () => {
    const { code, out } = await check(TASK.replace('kind: lua', 'kind: perl'))
    expect(out).toContain(`${FILE}:2:1 \`kind\`: not a kind of task — use http, lua or typescript`)
    expect(code).toBe(1)
  })

  it('whose check asks too much says so at the check', async () => {
    const { out } = await check(TASK.replace('(integer) 1', '(integer) 2'))
    expect(out).toContain(
      `${FILE}:6:5 count.lua should score full, and fails: Expected: It counts.`,
    )
    expect(out).toContain('the reply: (integer) 1 instead of (integer) 2')
  })

  it('with a wrong answer that fails elsewhere says so in its first line', async () => {
    const elsewhere = [
      'wrong/two.lua',
      "-- fails: has-an-end\nredis.call('SET', KEYS[1], 1, 'EX', 9) return 2",
    ] as const
    const { out } = await check(TASK, elsewhere)
    expect(out).toContain(
      'lessons/basic/right/task/wrong/two.lua:1:4 it fails counts, and says that it fails has-an-end',
    )
  })

  it('with a check that nothing fails says so', async () => {
    const right = ['wrong/two.lua', `-- fails:\n${RIGHT}`] as const
    const { out } = await check(TASK, right)
    expect(out).toContain(`${FILE}:6:5 nothing shows that \`counts\` can fail`)
  })

  it('with a template that no page reads says how it is called', async () => {
    const [good, bad] = ['template.en.lua', 'template.lua'] as const
    const { out } = await check(TASK, [good, 'return ___FILL_COUNT___'], [bad, 'return 1'])
    expect(out).toContain(
      `${posix.dirname(FILE)}/${bad}:1:1 nobody reads ${bad} — name it ${good} or template.ru.lua`,
    )
    expect(out).not.toContain(`nobody reads ${good}`)
    await rm(join(course.cwd, posix.dirname(FILE), bad))
  })

  it('can be graded by its name, from any folder, one submission or many', async () => {
    await course.write('basic/right/task/task.yaml', TASK)
    const one = await call(
      course.cwd,
      'grade',
      'count',
      '--file',
      'lessons/basic/right/task/wrong/no-end.lua',
    )
    expect(one.out).toMatch(/^✗ has-an-end +0\/40 /m)
    expect(one.out).toContain('→ read: Right (right#theory)')
    expect(one.out).toMatch(/^60 of 100 · rubric C · /m)
    expect(one.code).toBe(1)
    const many = await call(
      course.cwd,
      'grade',
      FILE,
      '--batch',
      'lessons/basic/right/task/reference',
    )
    expect(many.out).toContain('count.lua,pass,100,100,S,60,40,')
    expect(many.code).toBe(0)
  })

  it.each([
    [['count', '--cmd', 'true'], 'count grades one file: name it with --file.'],
    [['count', '--dir', '.'], 'count grades one file: name it with --file.'],
    [['count', '--file', 'no.lua'], 'There is no file no.lua.'],
    [['nowhere/task.yaml', '--file', 'no.lua'], 'There is no file nowhere/task.yaml.'],
    [['cuont', '--file', 'no.lua'], 'There is: rate-limiter-leaderboard, count.'],
  ])('%j is a wrong call', async (args, message) => {
    await course.write('basic/right/task/task.yaml', TASK)
    const { code, err } = await call(course.cwd, 'grade', ...args)
    expect(err).toContain(message)
    expect(code).toBe(2)
  })
})
