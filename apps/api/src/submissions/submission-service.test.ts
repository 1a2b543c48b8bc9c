import { mkdtemp, rm, writeFile, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { GradeReport } from '@keyspace/grader'
import type { SubmissionEvent } from '@keyspace/protocol'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLog } from '../log.ts'
import { openDiskStore } from './disk-store.ts'
import { loadAssignments } from './assignment-shelf.ts'
import type { SubmissionRecord } from './submission-record.ts'
import {
  createSubmissionService,
  type GradeCode,
  type SubmissionService,
} from './submission-service.ts'

const LESSONS = fileURLToPath(new URL('../../../../lessons', import.meta.url))
const log = createLog('silent')
let folder: string
const open: SubmissionService[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyspace-exams-'))
})

afterEach(async () => {
  for (const service of open.splice(0)) await service.close()
  await rm(folder, { recursive: true, force: true })
})

async function start(grade: GradeCode, keep = 1_000): Promise<SubmissionService> {
  const store = await openDiskStore({ folder, keep, log })
  const clock = () => new Date()
  const assignments = await loadAssignments(LESSONS)
  const service = await createSubmissionService({ assignments, store, grade, log, clock })
  open.push(service)
  return service
}

/** A report as the grader writes it, of a submission whose text says how it does. */
function reportOf(record: SubmissionRecord): GradeReport {
  const verdict = record.code === 'good' ? 'pass' : record.code === 'bad' ? 'fail' : 'error'
  const exitCode = verdict === 'pass' ? 0 : verdict === 'fail' ? 1 : 3
  const score = verdict === 'pass' ? 100 : 10
  return {
    schema: 'keyspace/grade-report/v1',
    assignment: { id: record.assignment, title: { en: 'Exam', ru: 'Экзамен' } },
    submission: { name: record.name, kind: 'typescript', command: 'deno run' },
    startedAt: record.submittedAt,
    endedAt: record.submittedAt,
    durationMs: 1,
    engine: { name: 'redis', version: '7.0.15' },
    seed: 'a',
    points: score,
    maxPoints: 100,
    passMark: 70,
    score,
    rubric: verdict === 'error' ? null : verdict === 'pass' ? 'S' : 'C',
    verdict,
    exitCode,
    trouble: null,
    checks: [],
    crashes: [],
    parts: [],
  }
}

/** However busy the machine is. */
function eventually<T>(holds: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(holds, { timeout: 10_000 })
}

const instantly: GradeCode = (record) => Promise.resolve(reportOf(record))

function submission(code: string, learner = 'ann-1234') {
  return { assignment: 'rate-limiter-leaderboard', learner, name: 'Ann', code }
}

async function graded(service: SubmissionService, id: string) {
  return eventually(async () => {
    const found = await service.find(id)
    expect(found?.state.state).toBe('graded')
    return found
  })
}

/** Gradings that end when the test says so. */
function heldBack() {
  const begun: { id: string; learner: string; end: () => void }[] = []
  const grade: GradeCode = (record, _onEvent, signal) =>
    new Promise((resolve, reject) => {
      begun.push({
        id: record.id,
        learner: record.learner,
        end: () => resolve(reportOf(record)),
      })
      signal.addEventListener('abort', () => reject(new Error('stopped')))
    })
  return { begun, grade }
}

describe('the submissions of a server', () => {
  it('grade a submission and certify a pass', async () => {
    const service = await start(instantly)
    const { id } = await service.submit(submission('good'))
    const found = await graded(service, id)
    expect(found?.report?.score).toBe(100)
    const code = found?.state.certificate ?? ''
    expect(await service.certificate(code.toLowerCase())).toMatchObject({
      code,
      name: 'Ann',
      score: 100,
      rubric: 'S',
    })
  })

  it('certify nothing else', async () => {
    const service = await start(instantly)
    const { id } = await service.submit(submission('bad'))
    expect((await graded(service, id))?.state.certificate).toBeNull()
    expect(await service.certificate('KS-0000-0000-0000-0000')).toBeUndefined()
    expect(await service.certificate('nonsense')).toBeUndefined()
  })

  it('certify no task, however well it is solved', async () => {
    const service = await start(instantly)
    const { id } = await service.submit({ ...submission('good'), assignment: 'redis-health' })
    const found = await graded(service, id)
    expect(found?.report?.verdict).toBe('pass')
    expect(found?.state).toMatchObject({ assignment: 'redis-health', certificate: null })
  })

  it('are read as they were kept when there were exams alone', async () => {
    const id = '1'.repeat(32)
    const { assignment: exam, ...rest } = submission('good')
    const kept = { ...rest, id, exam, submittedAt: '2026-11-21T10:00:00.000Z', tries: 0 }
    const waiting = { ...kept, gradedAt: null, report: null, certificate: null }
    await writeFile(join(folder, `${id}.json`), JSON.stringify(waiting))
    const service = await start(instantly)
    expect((await graded(service, id))?.state).toMatchObject({ assignment: exam })
  })

  it('grade two at once and tell everybody how many are ahead', async () => {
    const { begun, grade } = heldBack()
    const service = await start(grade)
    const states = []
    for (const learner of 'abcd') states.push(await service.submit(submission('good', learner)))
    // Both are written down first, and either may be done with that before the other.
    await eventually(() => expect(begun.map(({ learner }) => learner).sort()).toEqual(['a', 'b']))
    const places = await Promise.all(states.map(async ({ id }) => (await service.find(id))?.state))
    expect(places.map((state) => [state?.state, state?.ahead])).toEqual([
      ['running', null],
      ['running', null],
      ['queued', 0],
      ['queued', 1],
    ])
  })

  it('are fair: who sends much does not keep others waiting', async () => {
    const { begun, grade } = heldBack()
    const service = await start(grade)
    for (let i = 0; i < 10; i += 1) await service.submit(submission('good', 'eager'))
    await service.submit(submission('good', 'calm'))
    await eventually(() => expect(begun).toHaveLength(2))
    begun[0]?.end()
    await eventually(() => expect(begun[2]?.learner).toBe('calm'))
  })

  it('lose none of fifty at once', async () => {
    const service = await start(instantly)
    const sent = await Promise.all(
      Array.from({ length: 50 }, (_, at) => service.submit(submission('bad', `learner-${at % 7}`))),
    )
    for (const { id } of sent) await graded(service, id)
  })

  it('lose none when the server goes and comes back', async () => {
    const before = heldBack()
    const first = await start(before.grade)
    const sent = []
    for (let i = 0; i < 5; i += 1) sent.push(await first.submit(submission('good')))
    await eventually(() => expect(before.begun).toHaveLength(2))
    before.begun[0]?.end()
    await graded(first, before.begun[0]?.id ?? '')
    await first.close()

    const second = await start(instantly)
    for (const { id } of sent) expect((await graded(second, id))?.report?.verdict).toBe('pass')
  })

  it('try once more after trouble of our own, and then say so', async () => {
    const seen: string[] = []
    const service = await start((record) => {
      seen.push(record.id)
      return Promise.resolve(reportOf(record))
    })
    const { id } = await service.submit(submission('trouble'))
    const found = await graded(service, id)
    expect(seen).toEqual([id, id])
    expect(found?.report?.verdict).toBe('error')
    expect(found?.report?.rubric).toBeNull()
  })

  it('tell the progress to those who come early and late', async () => {
    const { begun, grade } = heldBack()
    const service = await start(async (record, onEvent, signal) => {
      onEvent({ kind: 'starting', checks: [] })
      return grade(record, onEvent, signal)
    })
    const { id } = await service.submit(submission('good'))
    await eventually(() => expect(begun).toHaveLength(1))
    const early: SubmissionEvent[] = []
    await service.listen(id, (event) => early.push(event))
    begun[0]?.end()
    await eventually(() => expect(early.map(({ kind }) => kind)).toEqual(['running', 'graded']))
    const late: SubmissionEvent[] = []
    await service.listen(id, (event) => late.push(event))
    expect(late).toEqual([{ kind: 'graded' }])
    expect(await service.listen('nobody', () => undefined)).toBeUndefined()
  })

  it('leave a file alone that they cannot read', async () => {
    const name = `${'0'.repeat(32)}.json`
    await writeFile(join(folder, name), '{"half": ')
    const service = await start(instantly)
    const { id } = await service.submit(submission('bad'))
    await graded(service, id)
    expect(await readdir(folder)).toContain(name)
  })

  it('keep so many, and every certified one', async () => {
    const service = await start(instantly, 3)
    const certified = await service.submit(submission('good'))
    await graded(service, certified.id)
    for (let i = 0; i < 5; i += 1)
      await graded(service, (await service.submit(submission('bad'))).id)
    expect(await readdir(folder)).toHaveLength(3)
    expect((await service.find(certified.id))?.state.certificate).not.toBeNull()
  })
})
