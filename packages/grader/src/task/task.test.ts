import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { grade } from '../grade.ts'
import { commandSubmission } from '../launcher/find-submission.ts'
import { NoSubmission } from '../launcher/found-submission.ts'
import type { RedisChoice } from '../redis/choose-redis.ts'
import { gradeReport, type GradeReport } from '../report.ts'
import { findPython } from '../testing/references.ts'
import { fileSubmission } from './file-submission.ts'
import { readTask, type Task } from './read-task.ts'
import { taskAssignment } from './task-assignment.ts'

const LESSONS = fileURLToPath(new URL('../../../../lessons/', import.meta.url))
const HEALTH = 'basic/r4-connections/task'
const CACHE = 'advanced/ra2-caching/task'
const TRANSFER = 'advanced/ra3-lua-scripts/task'

/** Two instances of a program under Deno and two Workers, on a busy machine. */
vi.setConfig({ testTimeout: 60_000 })

let folder = ''
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'keyspace-task-test-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))

async function lessonTask(place: string): Promise<Task> {
  return taskOf(await readFile(join(LESSONS, place, 'task.yaml'), 'utf8'))
}

function taskOf(text: string): Task {
  const read = readTask({ file: 'task.yaml', text, lesson: undefined })
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('\n'))
  return read.task
}

async function gradeFile(task: Task, path: string, redis: RedisChoice = 'redis-server') {
  const { submission, dispose } = await fileSubmission(task, path)
  return grade({
    ...{ assignment: taskAssignment(task), submission, redis },
    answerMs: task.start.answer * 1_000,
  }).finally(dispose)
}

async function gradeText(task: Task, text: string): Promise<GradeReport> {
  const path = join(folder, task.kind === 'lua' ? 'answer.lua' : 'answer.ts')
  await writeFile(path, text)
  return gradeFile(task, path)
}

function failedOf({ checks }: GradeReport): readonly string[] {
  return checks.filter(({ verdict }) => verdict !== 'pass').map(({ id }) => id)
}

describe('the tasks of the lessons', () => {
  it.each([
    [HEALTH, 'app.ts', 'redis-server'],
    [HEALTH, 'app.ts', 'embedded'],
    [CACHE, 'product.ts', 'redis-server'],
    [CACHE, 'product.ts', 'embedded'],
    [TRANSFER, 'transfer.lua', 'redis-server'],
    [TRANSFER, 'transfer.lua', 'embedded'],
  ] as const)('%s: %s scores full on %s', async (place, name, redis) => {
    const task = await lessonTask(place)
    const report = await gradeFile(task, join(LESSONS, place, 'reference', name), redis)
    expect(failedOf(report)).toEqual([])
    expect(report).toMatchObject({ points: 100, maxPoints: 100, exitCode: 0 })
    expect(report.engine.name).toBe(redis)
    expect(gradeReport.safeParse(report).success).toBe(true)
  })

  it('the health check in Python scores full, too', async () => {
    const task = await lessonTask(HEALTH)
    const command = `exec ${findPython()} -m uvicorn app:app --port $PORT --log-level error`
    const submission = commandSubmission(command, join(LESSONS, HEALTH, 'reference/python'))
    const answerMs = task.start.answer * 1_000
    const report = await grade({ assignment: taskAssignment(task), submission, answerMs })
    expect(failedOf(report)).toEqual([])
  })

  it.each([
    [HEALTH, 'always-ok.ts', 'PING: expected at least 5 times, got not once'],
    [CACHE, 'everybody-goes.ts', 'HGETALL db:product:'],
    [TRANSFER, 'writes-before-it-looks.lua', '(error) WRONGTYPE'],
  ])('%s: %s is told what is wrong, with evidence', async (place, name, words) => {
    const path = join(LESSONS, place, 'wrong', name)
    const report = await gradeFile(await lessonTask(place), path)
    const failed = report.checks.filter(({ verdict }) => verdict === 'fail')
    const named = /fails: (.*)/.exec(await readFile(path, 'utf8'))?.[1]?.split(', ') ?? []
    expect(failed.map(({ id }) => id).sort()).toEqual([...named].sort())
    expect(failed.some(({ sentence }) => sentence.en.includes(words))).toBe(true)
    expect(failed.every(({ evidence, remediation }) => evidence.length > 0 && remediation)).toBe(
      true,
    )
  })
})

const COUNTER = `id: counter
kind: typescript
function: next
title: { en: Count, ru: Счётчик }
say: { en: Export next(redis)., ru: Экспортируйте next(redis). }
start: { answer: 1 }
values:
  key: word
probes:
  - id: counts
    points: 1
    title: { en: It counts, ru: Считает }
    steps:
      - call: ['\${key}']
        times: 2
        expect:
          - { returns: 2, exactly: 1 }
  - id: survives-a-cut
    points: 1
    title: { en: No counter stays for ever, ru: Счётчик не остаётся навсегда }
    steps:
      - fault: { cut: after, at: 'INCR *' }
      - call: ['\${key}']
      - wait: 0.1
      - expiring: '*'
  - id: in-one-trip
    points: 1
    title: { en: One round trip, ru: Одно обращение }
    steps:
      - call: ['\${key}']
      - assert:
          - roundTrips: 1
`
const SCRIPT = `const SCRIPT = "local n = redis.call('INCR', KEYS[1]) redis.call('EXPIRE', KEYS[1], 60) return n"`

describe('a function', () => {
  const task = taskOf(COUNTER)

  it('that is right survives what is done to it', async () => {
    const report = await gradeText(
      task,
      `${SCRIPT}\nexport const next = (redis: any, key: string) => redis.eval(SCRIPT, 1, key)`,
    )
    expect(failedOf(report)).toEqual([])
  })

  it('with two commands is cut between them', async () => {
    const report = await gradeText(
      task,
      `export async function next(redis: any, key: string) {
         redis.options.autoResendUnfulfilledCommands = false
         const n = await redis.incr(key)
         await redis.expire(key, 60)
         return n
       }`,
    )
    expect(failedOf(report).toSorted()).toEqual(['in-one-trip', 'survives-a-cut'])
    const cut = report.checks.find(({ id }) => id === 'survives-a-cut')
    expect(cut?.sentence.ru).toContain('нет TTL')
  })

  it('that never comes back, throws or is not there fails everything, with the reason', async () => {
    const late = await gradeText(task, 'export const next = () => new Promise(() => {})')
    expect(failedOf(late)).toHaveLength(3)
    expect(late.checks[0]?.sentence.en).toContain('did not come to an end')
    const throwing = await gradeText(task, `export const next = () => { throw new Error('oops') }`)
    expect(throwing.checks[0]?.sentence.en).toContain('0 of 2 answers')
    const missing = await gradeText(task, 'export const other = 1')
    expect(missing.checks[0]?.evidence[0]).toMatchObject({
      text: 'The file exports no function "next".',
    })
  })

  it('that ends the program, or answers in its place, gains nothing', async () => {
    const ending = await gradeText(task, 'export const next = () => process.exit(0)')
    expect(ending).toMatchObject({ points: 0, verdict: 'fail' })
    expect(ending.crashes).not.toEqual([])
    const forging = await gradeText(
      task,
      `import { ServerResponse } from 'node:http'
       ServerResponse.prototype.end = function () { return this.write('{"points": 3}') }
       export const next = () => 2`,
    )
    expect(forging.points).toBe(0)
  })

  it('that does not compile, or imports what it may not, is told where', async () => {
    await expect(gradeText(task, 'export const next = (')).rejects.toThrow(/answer\.ts:1:\d+ /)
    await expect(gradeText(task, `import 'node:fs'`)).rejects.toThrow(NoSubmission)
    await expect(gradeText(task, `import 'keyspace:submission'`)).rejects.toThrow('answer.ts:1:8')
  })
})

it('a script that never ends fails, and the next check has a Redis again', async () => {
  const task = taskOf(`id: loop
kind: lua
title: { en: Loop, ru: Цикл }
say: { en: Return 1., ru: Верните 1. }
start: { answer: 1 }
probes:
  - id: comes-back
    points: 1
    title: { en: It returns, ru: Возвращается }
    steps:
      - call: { keys: [loop] }
        expect: { reply: (integer) 1 }
  - id: works-elsewhere
    points: 1
    title: { en: It returns elsewhere, ru: Возвращается и здесь }
    steps:
      - call: { keys: [fine] }
        expect: { reply: (integer) 1 }
`)
  const report = await gradeText(task, `while KEYS[1] == 'loop' do end return 1`)
  expect(failedOf(report)).toEqual(['comes-back'])
})
