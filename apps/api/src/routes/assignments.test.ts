import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gradeReport, type GradeReport } from '@keyspace/grader'
import {
  certificate,
  submissionEvent,
  submissionState,
  taskSummary,
  taskView,
} from '@keyspace/protocol'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import { createLog } from '../log.ts'
import { loadAssignments } from '../submissions/assignment-shelf.ts'
import { openSubmissions, type Submissions } from '../submissions/open-submissions.ts'
import { openApp, type AppUnderTest } from '../testing/open-app.ts'

const REPOSITORY = fileURLToPath(new URL('../../../../', import.meta.url))
const LESSONS = join(REPOSITORY, 'lessons')
const REFERENCE = join(REPOSITORY, 'packages/grader/fixtures/references/typescript/app.ts')
const EXAM = '/api/exams/rate-limiter-leaderboard/submissions'

let dataDir: string
let submissions: Submissions
let app: AppUnderTest

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'keyspace-data-'))
  const config = { dataDir, platformRedisUrl: undefined, isPublic: false }
  const assignments = await loadAssignments(LESSONS)
  submissions = await openSubmissions(config, assignments, createLog('silent'))
  app = await openApp({ assignments, submissions })
})

afterAll(async () => {
  await app.close()
  if (submissions.ok) await submissions.service.close()
  await rm(dataDir, { recursive: true, force: true })
})

async function submit(code: string, to = EXAM): Promise<string> {
  const { status, body } = await app.ask('POST', to, { body: { code, name: 'Ann' } })
  expect(status).toBe(202)
  return submissionState.parse(body).id
}

async function report(id: string) {
  return vi.waitFor(
    async () => {
      const { body } = await app.ask('GET', `/api/submissions/${id}`)
      const state = submissionState.parse(body)
      expect(state.state).toBe('graded')
      return { state, report: z.object({ report: gradeReport }).parse(body).report }
    },
    { timeout: 30_000, interval: 50 },
  )
}

describe('an exam over HTTP', () => {
  it('grades the reference with everything, and certifies it', async () => {
    const id = await submit(await readFile(REFERENCE, 'utf8'))
    const { body } = await app.ask('GET', `/api/submissions/${id}/events`)
    const events = String(body)
      .split('\n')
      .filter((line) => line.startsWith('data: '))
      .map((line) => submissionEvent.parse(JSON.parse(line.slice('data: '.length))))
    expect(events.at(-1)?.kind).toBe('graded')

    const graded = await report(id)
    expect(graded.report.checks.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
    expect([graded.report.score, graded.report.rubric]).toEqual([100, 'S'])
    const answer = await app.ask('GET', `/api/certificates/${graded.state.certificate}`)
    expect(certificate.parse(answer.body)).toMatchObject({ name: 'Ann', score: 100, rubric: 'S' })
  }, 60_000)

  it('fails a program that never listens, and certifies nothing', async () => {
    const id = await submit("console.log('all 14 checks passed')")
    const graded = await report(id)
    expect(graded.report.verdict).toBe('fail')
    expect(graded.report.points).toBe(0)
    expect(graded.state.certificate).toBeNull()
  }, 60_000)

  it('says at once where a text does not compile', async () => {
    const code = 'const a = 1\nconst b: = 2\n'
    const { status, body } = await app.ask('POST', EXAM, { body: { code } })
    expect(status).toBe(400)
    expect(body).toMatchObject({
      code: 'does-not-compile',
      message: 'Line 2, column 10: Unexpected "="',
      span: { start: 21, end: 22 },
    })
  })

  it('refuses what reaches for files', async () => {
    const code = "import passwd from '/etc/passwd'\nconsole.log(passwd)"
    const { status, body } = await app.ask('POST', EXAM, { body: { code } })
    expect(status).toBe(400)
    expect(JSON.stringify(body)).toContain('cannot be imported here')
  })

  it.each([
    ['GET', '/api/submissions/nobody', 404, 'submission-not-found'],
    ['GET', '/api/submissions/nobody/events', 404, 'submission-not-found'],
    ['GET', '/api/submissions/..%2f..%2fetc', 404, 'submission-not-found'],
    ['GET', '/api/certificates/KS-0000-0000-0000-0000', 404, 'certificate-not-found'],
    ['DELETE', '/api/submissions/nobody', 405, 'wrong-method'],
  ])('%s %s is %d', async (method, path, status, code) => {
    const answer = await app.ask(method, path)
    expect([answer.status, answer.body]).toEqual([status, expect.objectContaining({ code })])
  })

  it('says which exam it does not know', async () => {
    const { status, body } = await app.ask('POST', '/api/exams/nothing/submissions', {
      body: { code: 'x' },
    })
    expect([status, body]).toEqual([404, expect.objectContaining({ code: 'exam-not-found' })])
  })
})

describe('the task of a lesson over HTTP', () => {
  const to = (id: string) => `/api/tasks/${id}/submissions`
  const file = (path: string) => readFile(join(LESSONS, path), 'utf8')
  const failedIn = ({ checks }: GradeReport) =>
    checks.filter(({ verdict }) => verdict !== 'pass').map(({ id }) => id)

  it('is listed, and says what is to be built and nothing of how', async () => {
    const { body } = await app.ask('GET', '/api/tasks')
    const list = z.object({ tasks: z.array(taskSummary), isOpen: z.boolean() }).parse(body)
    expect(list.isOpen).toBe(true)
    expect(list.tasks.map(({ id }) => id).sort()).toEqual([
      'atomic-transfer',
      'cache-aside',
      'redis-health',
    ])
    for (const { id } of list.tasks) {
      const view = taskView.parse((await app.ask('GET', `/api/tasks/${id}`)).body)
      expect(
        view.checks.reduce((sum, { points }) => sum + points, 0),
        id,
      ).toBe(100)
      for (const lang of ['en', 'ru'] as const) expect(view.template[lang], id).toContain('___FILL')
    }
  })

  it.each([
    ['redis-health', 'basic/r4-connections/task/reference/app.ts'],
    ['cache-aside', 'advanced/ra2-caching/task/reference/product.ts'],
    ['atomic-transfer', 'advanced/ra3-lua-scripts/task/reference/transfer.lua'],
  ])(
    'grades the reference of %s with everything, and certifies nothing',
    async (id, reference) => {
      const graded = await report(await submit(await file(reference), to(id)))
      expect(failedIn(graded.report)).toEqual([])
      expect(graded.report.assignment.id).toBe(id)
      expect(graded.state).toMatchObject({ assignment: id, certificate: null })
    },
    60_000,
  )

  it.each([
    ['atomic-transfer', 'advanced/ra3-lua-scripts/task/wrong/compares-text.lua'],
    ['cache-aside', 'advanced/ra2-caching/task/wrong/lock-without-end.ts'],
  ])(
    'fails %s for the reason that is there, and says where to read',
    async (id, wrong) => {
      const code = await file(wrong)
      const graded = await report(await submit(code, to(id)))
      const failed = failedIn(graded.report)
      expect(failed.join(', ')).toBe(/fails: (.*)/.exec(code)?.[1])
      const check = graded.report.checks.find((one) => one.id === failed[0])
      expect(check?.remediation?.lesson).toMatch(/^ra[23]-/)
      expect(check?.evidence).not.toEqual([])
    },
    60_000,
  )

  it.each([
    "import secret from '/etc/passwd'; export const product = () => secret",
    "import './function-server.ts'; export const product = () => null",
    "import * as own from 'keyspace:submission'; export const product = () => own",
    "import { execSync } from 'node:child_process'; export const product = () => execSync('id')",
  ])('refuses what reaches around the function: %s', async (code) => {
    const { status, body } = await app.ask('POST', to('cache-aside'), { body: { code } })
    expect([status, body]).toEqual([400, expect.objectContaining({ code: 'does-not-compile' })])
    expect(JSON.stringify(body)).toContain('cannot be imported here')
  })

  it('tells of a file that does not export the function', async () => {
    const graded = await report(await submit('export const other = 1', to('cache-aside')))
    expect(graded.report).toMatchObject({ verdict: 'fail', points: 0 })
    expect(graded.report.crashes[0]?.output).toContain('exports no function "product"')
  }, 60_000)

  it('ends with a script that never does, and tells what Redis says of one that is no Lua', async () => {
    const [endless, broken] = await Promise.all([
      submit('while true do end', to('atomic-transfer')),
      submit('return redis.call(', to('atomic-transfer')),
    ])
    expect((await report(endless)).report).toMatchObject({ verdict: 'fail', points: 0 })
    const { checks, points } = (await report(broken)).report
    expect(points).toBe(0)
    expect(JSON.stringify(checks[0]?.evidence)).toContain('Error compiling script')
  }, 60_000)

  it.each([
    ['GET', '/api/tasks/nothing', 404, 'task-not-found'],
    ['GET', '/api/tasks/..%2f..%2fetc', 404, 'task-not-found'],
    ['GET', '/api/tasks/rate-limiter-leaderboard', 404, 'task-not-found'],
    ['POST', '/api/tasks/nothing/submissions', 404, 'task-not-found'],
    ['POST', '/api/tasks/rate-limiter-leaderboard/submissions', 404, 'task-not-found'],
    ['POST', '/api/exams/redis-health/submissions', 404, 'exam-not-found'],
    ['DELETE', '/api/tasks/redis-health', 405, 'wrong-method'],
  ])('%s %s is %d', async (method, path, status, code) => {
    const request = method === 'POST' ? { body: { code: 'x' } } : {}
    const answer = await app.ask(method, path, request)
    expect([answer.status, answer.body]).toEqual([status, expect.objectContaining({ code })])
  })
})

describe('a server that grades nothing', () => {
  it('says why, and how to grade without it', async () => {
    const without = await openApp({ submissions: { ok: false, reason: 'There is no Deno here.' } })
    const { status, body } = await without.ask('POST', EXAM, { body: { code: 'x' } })
    await without.close()
    expect(status).toBe(503)
    expect(body).toMatchObject({
      code: 'grading-unavailable',
      message: 'There is no Deno here.',
      hint: expect.stringContaining('keyspace grade') as unknown,
    })
  })
})
