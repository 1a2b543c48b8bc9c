import { defaultLimits } from '../limits.ts'
import { createDedicatedEngine, findServer } from './dedicated/dedicated-engine.ts'
import type { EngineLog } from './engine-log.ts'
import { EngineUnavailable, type Engine, type EngineKind } from './engine.ts'

export type { EngineLog } from './engine-log.ts'

export interface CreateEngineOptions {
  /** `auto`: shared when there is a `redisUrl`, dedicated when a server program is on PATH, else embedded. */
  readonly kind: 'auto' | EngineKind
  readonly redisUrl?: string
  /** A server program for the dedicated engine: a path or a name on PATH. */
  readonly binary?: string
  /** Memory of one sandbox, in bytes. */
  readonly memoryBytes?: number
  /** Connections that a learner may have to one sandbox. */
  readonly connections?: number
  /** How many servers the dedicated engine keeps ready. */
  readonly warm?: number
  /** All sandboxes are one owner's: the embedded engine need not start a Worker for each. */
  readonly oneOwner?: boolean
  readonly log: EngineLog
}

/**
 * Makes the engine that every sandbox of this process runs on.
 * @throws {EngineUnavailable} when that kind cannot run here; the message is fit for a person.
 */
export async function createEngine(options: CreateEngineOptions): Promise<Engine> {
  const kind = options.kind === 'auto' ? chooseKind(options) : options.kind
  switch (kind) {
    case 'shared':
      return shared(options)
    case 'dedicated':
      return dedicated(options)
    case 'embedded': {
      const { createEmbeddedEngine } = await import('./embedded/index.ts')
      return createEmbeddedEngine({
        memoryBytes: options.memoryBytes ?? defaultLimits.memoryBytes,
        ...(options.oneOwner === true ? { oneOwner: true, warm: options.warm ?? 1 } : {}),
      })
    }
  }
}

async function shared({ redisUrl, log }: CreateEngineOptions): Promise<Engine> {
  if (redisUrl === undefined) {
    throw new EngineUnavailable(
      'The shared engine needs REDIS_URL, such as redis://127.0.0.1:6379.',
    )
  }
  const { createSharedEngine } = await import('./shared/shared-engine.ts')
  return createSharedEngine({ redisUrl, log })
}

function chooseKind(options: CreateEngineOptions): EngineKind {
  if (options.redisUrl !== undefined) return 'shared'
  return findServer(options.binary) === undefined ? 'embedded' : 'dedicated'
}

async function dedicated(options: CreateEngineOptions): Promise<Engine> {
  const engine = await createDedicatedEngine({
    ...(options.binary === undefined ? {} : { binary: options.binary }),
    memoryBytes: options.memoryBytes ?? defaultLimits.memoryBytes,
    connections: options.connections ?? defaultLimits.connections,
    warm: options.warm ?? 2,
  })
  options.log.info(engine.describe(), 'dedicated engine ready')
  return engine
}
