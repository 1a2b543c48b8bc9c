import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gradeReport } from '@keyspace/grader'
import { certificate, submissionEvent, submissionState } from '@keyspace/protocol'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import { createLog } from '../log.ts'
import { openExams, type Exams } from '../exams/open-exams.ts'
import { openApp, type AppUnderTest } from '../testing/open-app.ts'

const REFERENCE = fileURLToPath(
  new URL('../../../../packages/grader/fixtures/references/typescript/app.ts', import.meta.url),
)
const SUBMISSIONS = '/api/exams/rate-limiter-leaderboard/submissions'

let dataDir: string
let exams: Exams
let app: AppUnderTest

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'keyspace-data-'))
  const config = { dataDir, platformRedisUrl: undefined, isPublic: false }
  exams = await openExams(config, createLog('silent'))
  app = await openApp({ exams })
})

afterAll(async () => {
  await app.close()
  if (exams.ok) await exams.service.close()
  await rm(dataDir, { recursive: true, force: true })
})

async function submit(code: string): Promise<string> {
  const { status, body } = await app.ask('POST', SUBMISSIONS, { body: { code, name: 'Ann' } })
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
    const { status, body } = await app.ask('POST', SUBMISSIONS, { body: { code } })
    expect(status).toBe(400)
    expect(body).toMatchObject({
      code: 'does-not-compile',
      message: 'Line 2, column 10: Unexpected "="',
      span: { start: 21, end: 22 },
    })
  })

  it('refuses what reaches for files', async () => {
    const code = "import passwd from '/etc/passwd'\nconsole.log(passwd)"
    const { status, body } = await app.ask('POST', SUBMISSIONS, { body: { code } })
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

  it('knows its exams', async () => {
    const { status, body } = await app.ask('POST', '/api/exams/nothing/submissions', {
      body: { code: 'x' },
    })
    expect([status, body]).toEqual([404, expect.objectContaining({ code: 'exam-not-found' })])
  })
})

describe('a server without exams', () => {
  it('says why, and how to grade without it', async () => {
    const without = await openApp({ exams: { ok: false, reason: 'There is no Deno here.' } })
    const { status, body } = await without.ask('POST', SUBMISSIONS, { body: { code: 'x' } })
    await without.close()
    expect(status).toBe(503)
    expect(body).toMatchObject({
      code: 'grading-unavailable',
      message: 'There is no Deno here.',
      hint: expect.stringContaining('keyspace grade') as unknown,
    })
  })
})
