import { performance } from 'node:perf_hooks'
import {
  createEngine,
  createSandboxService,
  EngineUnavailable,
  listenResp,
  selfTest,
  type Engine,
  type IsolationLevel,
  type SandboxService,
  type SelfTest,
} from '@keyspace/sandbox'
import { createApp } from './app.ts'
import type { Config } from './config.ts'
import type { LessonShelf } from './lesson-shelf.ts'
import type { Log } from './log.ts'
import { createApiMetrics } from './metrics/api-metrics.ts'
import { createReadiness } from './readiness.ts'
import { StartProblem } from './start-problem.ts'
import type { AssignmentShelf } from './submissions/assignment-shelf.ts'
import { openSubmissions, type Submissions } from './submissions/open-submissions.ts'
import { cannotListen, createWebServer, type WebServer } from './web-server.ts'

export interface ServerOptions {
  readonly config: Config
  readonly lessons: LessonShelf
  readonly assignments: AssignmentShelf
  readonly log: Log
  readonly version: string
  /** Folder of the built web app. */
  readonly webRoot: string
  /** Folder of what outlives the process. */
  readonly dataDir: string
}

export interface RunningServer {
  readonly host: string
  readonly port: number
  readonly respPort: number
  readonly engine: string
  /** Stops accepting, ends every sandbox and the engine. Nothing is left afterwards. Idempotent. */
  close(): Promise<void>
}

/** @throws {StartProblem} with a line for the person who starts it; nothing is left running then. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const parts: { close(): Promise<void> }[] = []
  let closing: Promise<void> | undefined
  const close = (): Promise<void> => (closing ??= closeAll(parts))
  try {
    const engine = keep(parts, await launchEngine(options))
    const tested = await testEngine(engine, options)
    const service = keep(parts, openService(engine, options))
    const resp = keep(parts, await openResp(service, options))
    const submissions = await openGrading(options)
    if (submissions.ok) keep(parts, submissions.service)
    const web = keep(parts, createWebServer())
    const opened = { engine, tested, service, submissions, respPort: resp.port }
    const port = await openWeb(web, opened, options)
    return {
      host: options.config.webHost,
      port,
      respPort: resp.port,
      engine: engine.kind,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

type Part = { close(): Promise<void> }

function keep<T extends Part>(parts: Part[], part: T): T {
  parts.push(part)
  return part
}

/** Last opened, first closed: nobody comes in any more before the engine goes. */
async function closeAll(parts: readonly Part[]): Promise<void> {
  for (const part of [...parts].reverse()) await part.close()
}

/** The self-test, which goes on while the server starts. */
interface SelfTested {
  readonly result: Promise<SelfTest>
  level: IsolationLevel | 'unproven'
}

/** Strangers are let in only after every try to break out of a sandbox has failed. */
async function testEngine(engine: Engine, { config, log }: ServerOptions): Promise<SelfTested> {
  const tested: SelfTested = { result: selfTest(engine), level: 'unproven' }
  void tested.result.then((found) => {
    tested.level = found.isolation
    if (found.failures.length > 0) log.error(found, 'a sandbox does not hold')
    else log.info(found, 'sandboxes hold')
  })
  if (config.isPublic) refuseStrangers(engine, await tested.result)
  return tested
}

/** @throws {StartProblem} when what was found is not enough for strangers. */
function refuseStrangers(engine: Engine, { isolation, failures }: SelfTest): void {
  if (failures.length > 0) {
    throw new StartProblem(`PUBLIC=1 needs sandboxes that hold. ${failures.join(' ')}`, 2)
  }
  if (engine.kind === 'shared' || isolation === 'none') {
    throw new StartProblem(
      `PUBLIC=1 needs sandboxes with a user id of their own, but the ${engine.kind} engine reached isolation level "${isolation}" here. Run as root (it drops to one uid a sandbox) with redis-server installed.`,
      2,
    )
  }
}

async function launchEngine({ config, log }: ServerOptions): Promise<Engine> {
  const { engine: kind, redisUrl } = config
  try {
    const { memoryBytes, connections } = config.limits
    const options = { kind, log, memoryBytes, connections }
    return await createEngine(redisUrl === undefined ? options : { ...options, redisUrl })
  } catch (error) {
    if (!(error instanceof EngineUnavailable)) throw error
    throw new StartProblem(`SANDBOX_ENGINE=${kind} cannot run here. ${error.message}`, 2)
  }
}

function openService(engine: Engine, { config, log }: ServerOptions): SandboxService {
  return createSandboxService({
    engine,
    limits: config.limits,
    idleMs: config.sandboxTtlS * 1_000,
    maxSandboxes: config.maxSandboxes,
    log,
  })
}

async function openResp(service: SandboxService, { config, log }: ServerOptions) {
  const { host, respPort: port } = config
  try {
    return await listenResp({ service, host: host.replace(/^\[|\]$/g, ''), port, log })
  } catch (error) {
    throw new StartProblem(cannotListen('RESP_PORT', host, port, error))
  }
}

function openGrading({ config, dataDir, assignments, log }: ServerOptions): Promise<Submissions> {
  return openSubmissions({ ...config, dataDir }, assignments, log)
}

interface Opened {
  readonly engine: Engine
  readonly tested: SelfTested
  readonly service: SandboxService
  readonly submissions: Submissions
  readonly respPort: number
}

async function openWeb(web: WebServer, opened: Opened, options: ServerOptions): Promise<number> {
  const { engine, tested, service, submissions, respPort } = opened
  const { config, lessons, assignments, log, version, webRoot } = options
  const now = (): number => performance.now()
  const app = createApp({
    config,
    service,
    submissions,
    assignments,
    lessons,
    log,
    webRoot,
    now,
    respPort: config.respPublicPort ?? respPort,
    upgradeWebSocket: web.upgradeWebSocket,
    readiness: createReadiness({ engine, selfTest: tested.result, version, log, now }),
    metrics: createApiMetrics({
      version,
      engine: engine.kind,
      isolation: () => tested.level,
      sandboxes: () => service.size,
      sockets: () => web.sockets(),
      engineEvents: () => engine.counters?.() ?? {},
    }),
  })
  return web.listen(app, config.host, config.port)
}
