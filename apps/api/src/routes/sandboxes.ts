import type { Hono } from 'hono'
import type { Argv } from '@keyspace/redis-lang'
import {
  createSandboxRequest,
  type CreatedSandbox,
  type CreateSandboxRequest,
} from '@keyspace/protocol'
import { SandboxError, type Sandbox } from '@keyspace/sandbox'
import type { AppEnv } from '../app-env.ts'
import type { Deps } from '../deps.ts'
import { bearer, ownSandbox } from '../middleware/bearer.ts'
import { creationRate } from '../middleware/creation-rate.ts'
import { readJson } from '../middleware/json-body.ts'
import { Problem } from '../problem.ts'
import { readSeed } from '../read-seed.ts'

const example = '{"lesson": "r1-architecture-and-cli"} or {"seed": ["SET user:1 Alex"]} or {}'

export function sandboxRoutes(app: Hono<AppEnv>, deps: Deps): void {
  const { service, metrics } = deps
  const owner = bearer(service)

  app.post(
    '/api/sandboxes',
    creationRate({ ...deps.config, now: deps.now, what: 'sandboxes' }),
    async (c) => {
      const request = await readJson(c, createSandboxRequest, example)
      const { lesson, seed = [], branch } = request
      if (branch) assertOnlyBranch(request)
      if (branch) ownSandbox(service, branch.sandbox, c.req.header('authorization'))
      const first = lesson === undefined ? [] : lessonSeed(deps, lesson)
      const sandbox = branch
        ? await service.create({ branch })
        : await createSeeded(deps, first, readSeed(seed))
      metrics.sandboxesCreated.increment()
      deps.log.info(
        { requestId: c.get('requestId'), sandbox: sandbox.id, lesson },
        'sandbox created',
      )
      c.header('location', `/api/sandboxes/${sandbox.id}`)
      return c.json(describe(deps, sandbox), 201)
    },
  )

  app.get('/api/sandboxes/:id/keys', owner, async (c) => c.json(await c.get('sandbox').keys()))

  app.post('/api/sandboxes/:id/reset', owner, async (c) => {
    await c.get('sandbox').reset()
    return c.body(null, 204)
  })

  app.delete('/api/sandboxes/:id', owner, async (c) => {
    await c.get('sandbox').delete()
    return c.body(null, 204)
  })
}

/** The data of a branch are those of the moment that it branches from, and nothing else. */
function assertOnlyBranch({ lesson, seed }: CreateSandboxRequest): void {
  if (lesson === undefined && seed === undefined) return
  throw new Problem(400, {
    code: 'bad-request',
    message: 'A branch takes no lesson and no seed: it has what its source had at that step.',
    hint: 'For example: {"branch": {"sandbox": "<id>", "step": 3}}',
  })
}

function lessonSeed(deps: Deps, slug: string): Argv[] {
  const lesson = deps.lessons.find(slug, 'en')
  if (lesson === undefined) {
    throw new Problem(404, {
      code: 'lesson-not-found',
      message: 'There is no such lesson.',
      hint: 'GET /api/lessons lists them.',
    })
  }
  return readSeed(lesson.seed)
}

/** A lesson's own seed comes before what the caller wants; only the latter can be the caller's mistake. */
async function createSeeded(deps: Deps, ours: Argv[], theirs: Argv[]): Promise<Sandbox> {
  try {
    return await deps.service.create({ seed: [...ours, ...theirs] })
  } catch (error) {
    if (!(error instanceof SandboxError) || error.code !== 'bad-seed') throw error
    const line = (error.index ?? 0) - ours.length + 1
    if (line < 1) throw new Error('the seed of a lesson fails', { cause: error })
    throw new Problem(400, {
      code: 'bad-seed',
      message: `Line ${line} of the seed failed. Redis answered: ${error.reply ?? 'nothing'}`,
      hint: 'No sandbox was made. Mend the line and send the seed again.',
    })
  }
}

function describe(deps: Deps, sandbox: Sandbox): CreatedSandbox {
  const { id, token, engine, limits, expiresAt } = sandbox
  return {
    id,
    token,
    engine,
    respUrl: `redis://${id}:${token}@${deps.config.respPublicHost}:${deps.respPort}`,
    socketPath: `/api/sandboxes/${id}/socket`,
    expiresAt: expiresAt.toISOString(),
    limits: { ...limits },
  }
}
