import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createLog } from '../log.ts'
import { openRedisStore } from './redis-store.ts'
import type { SubmissionRecord } from './submission-record.ts'
import type { SubmissionStore } from './submission-store.ts'

let folder: string
let server: ChildProcess
let store: SubmissionStore

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyspace-platform-'))
  const socket = join(folder, 'redis.sock')
  server = spawn('redis-server', ['--port', '0', '--unixsocket', socket, '--save', ''])
  store = openRedisStore({ url: socket, log: createLog('silent') })
  await vi.waitFor(async () => expect(await store.unfinished()).toEqual([]), { timeout: 10_000 })
})

afterAll(async () => {
  await store.close()
  server.kill()
  await once(server, 'exit')
  await rm(folder, { recursive: true, force: true })
})

function record(id: string, over: Partial<SubmissionRecord> = {}): SubmissionRecord {
  return {
    id,
    assignment: 'rate-limiter-leaderboard',
    learner: 'ann',
    name: 'Ann',
    code: 'code',
    submittedAt: '2026-11-21T10:00:00.000Z',
    tries: 0,
    gradedAt: null,
    report: null,
    certificate: null,
    ...over,
  }
}

describe('submissions in the platform’s Redis', () => {
  it('come back, the oldest first, until they are graded', async () => {
    await store.save(record('b', { submittedAt: '2026-11-21T11:00:00.000Z' }))
    await store.save(record('a'))
    expect((await store.unfinished()).map(({ id }) => id)).toEqual(['a', 'b'])
    expect(await store.find('a')).toEqual(record('a'))
    expect(await store.find('c')).toBeUndefined()
  })

  it('are found by their certificate', async () => {
    const certified = record('d', { certificate: 'KS-0000-0000-0000-0000' })
    await store.save(certified)
    expect(await store.findByCertificate('KS-0000-0000-0000-0000')).toEqual(certified)
    expect(await store.findByCertificate('KS-1111-1111-1111-1111')).toBeUndefined()
  })
})
