import { createEngine, type EngineLog } from '../engine/create-engine.ts'
import type { Engine, EngineKind } from '../engine/engine.ts'
import { listenResp } from '../gateway/tcp.ts'
import { defaultLimits, type Limits } from '../limits.ts'
import { createSandboxService, type SandboxService } from '../sandbox-service.ts'
import type { Sandbox } from '../sandbox.ts'
import { RawClient } from './raw-client.ts'

export interface HouseOptions {
  readonly kind?: EngineKind
  /** For the shared engine. */
  readonly redisUrl?: string
  /** For the dedicated engine. */
  readonly binary?: string
  readonly limits?: Partial<Limits>
  readonly idleMs?: number
  readonly maxSandboxes?: number
}

/** All parts as the server has them, on a free port: for tests. */
export interface House {
  readonly engine: Engine
  readonly service: SandboxService
  readonly port: number
  /** Everything that was logged, as text. */
  readonly logged: readonly string[]
  open(sandbox: Sandbox): Promise<RawClient>
  close(): Promise<void>
}

export async function openHouse(options: HouseOptions = {}): Promise<House> {
  const logged: string[] = []
  const write = (about: object, message: string): void => {
    logged.push(`${message} ${JSON.stringify(about)}`)
  }
  const log: EngineLog = { debug: write, info: write, warn: write, error: write }
  const limits = { ...defaultLimits, ...options.limits }
  const { memoryBytes } = limits
  const engine = await createEngine({
    kind: options.kind ?? 'dedicated',
    ...(options.redisUrl === undefined ? {} : { redisUrl: options.redisUrl }),
    ...(options.binary === undefined ? {} : { binary: options.binary }),
    memoryBytes,
    warm: 0,
    log,
  })
  const service = createSandboxService({
    engine,
    limits,
    idleMs: options.idleMs ?? 60_000,
    maxSandboxes: options.maxSandboxes ?? 20,
    log,
  })
  const resp = await listenResp({ service, host: '127.0.0.1', port: 0, log })
  const clients: RawClient[] = []
  return {
    engine,
    service,
    port: resp.port,
    logged,
    async open(sandbox) {
      const client = await RawClient.open(resp.port, sandbox)
      clients.push(client)
      return client
    },
    async close() {
      for (const client of clients) client.close()
      await resp.close()
      await service.close()
      await engine.close()
    },
  }
}
