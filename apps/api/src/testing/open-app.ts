import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { upgradeWebSocket } from '@hono/node-server'
import { createdSandbox, type CreatedSandbox } from '@keyspace/protocol'
import {
  createEngine,
  createSandboxService,
  defaultLimits,
  selfTest,
  type Engine,
  type SandboxService,
  type SelfTest,
} from '@keyspace/sandbox'
import { createApp } from '../app.ts'
import type { Deps } from '../deps.ts'
import type { LessonShelf } from '../lesson-shelf.ts'
import { createApiMetrics } from '../metrics/api-metrics.ts'
import { createLog } from '../log.ts'
import { createReadiness } from '../readiness.ts'
import { examsAlone, type AssignmentShelf } from '../submissions/assignment-shelf.ts'
import type { Submissions } from '../submissions/open-submissions.ts'

interface Request {
  readonly body?: unknown
  /** The body as it is, when it should not be JSON. */
  readonly text?: string
  readonly token?: string
  readonly headers?: Readonly<Record<string, string>>
}

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
}

export interface AppUnderTest {
  readonly engine: Engine
  readonly service: SandboxService
  readonly logLines: readonly string[]
  ask(method: string, path: string, request?: Request): Promise<Answer>
  create(body?: unknown): Promise<CreatedSandbox>
  close(): Promise<void>
}

const noLessons: LessonShelf = { list: () => [], find: () => undefined }

interface AppOptions {
  readonly engine?: 'dedicated' | 'embedded'
  /** With it the engine is the shared one. */
  readonly redisUrl?: string
  readonly lessons?: LessonShelf
  readonly maxSandboxes?: number
  readonly config?: Partial<Deps['config']>
  readonly webRoot?: string
  readonly assignments?: AssignmentShelf
  readonly submissions?: Submissions
  /** Instead of really trying to break out. */
  readonly selfTest?: Promise<SelfTest>
}

/** The app with a real engine behind it and no port before it. */
export async function openApp(options: AppOptions = {}): Promise<AppUnderTest> {
  const logLines: string[] = []
  const log = createLog('debug', { write: (line) => void logLines.push(line) })
  const { redisUrl } = options
  const engine = await createEngine(
    redisUrl === undefined
      ? { kind: options.engine ?? 'dedicated', log }
      : { kind: 'shared', redisUrl, log },
  )
  const service = createSandboxService({
    engine,
    limits: defaultLimits,
    idleMs: 60_000,
    maxSandboxes: options.maxSandboxes ?? 20,
    log,
  })
  const now = (): number => performance.now()
  const app = createApp({
    config: {
      allowedHosts: ['localhost'],
      allowedOrigins: ['https://course.example'],
      embedOrigins: ['https://docs.example'],
      isPublic: false,
      trustsProxy: false,
      respPublicHost: 'localhost',
      ...options.config,
    },
    service,
    lessons: options.lessons ?? noLessons,
    assignments: options.assignments ?? examsAlone(),
    submissions: options.submissions ?? { ok: false, reason: 'Nothing is graded in this test.' },
    readiness: createReadiness({
      engine,
      selfTest: options.selfTest ?? selfTest(engine),
      version: '0.0.0',
      log,
      now,
    }),
    metrics: createApiMetrics({
      version: '0.0.0',
      engine: engine.kind,
      isolation: () => 'none',
      sandboxes: () => service.size,
      sockets: () => 0,
      engineEvents: () => engine.counters?.() ?? {},
    }),
    log,
    respPort: 6380,
    webRoot: options.webRoot ?? join(tmpdir(), 'keyspace-has-no-web-build'),
    upgradeWebSocket,
    now,
  })

  async function ask(method: string, path: string, request: Request = {}): Promise<Answer> {
    const { body, text, token } = request
    const headers = {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...request.headers,
    }
    const sent = text ?? (body === undefined ? undefined : JSON.stringify(body))
    const init = { method, headers, ...(sent === undefined ? {} : { body: sent }) }
    const peer = { incoming: { socket: { remoteAddress: '127.0.0.1' } } }
    const response = await app.request(path, init, peer)
    const isJson = response.headers.get('content-type')?.includes('json') === true
    return {
      status: response.status,
      headers: response.headers,
      body: isJson ? await response.json() : await response.text(),
    }
  }

  return {
    engine,
    service,
    logLines,
    ask,
    async create(body = {}) {
      const { status, body: created } = await ask('POST', '/api/sandboxes', { body })
      if (status !== 201) throw new Error(`create answered ${status}: ${JSON.stringify(created)}`)
      return createdSandbox.parse(created)
    },
    async close() {
      await service.close()
      await engine.close()
    },
  }
}
