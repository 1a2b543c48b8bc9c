import { randomBytes } from 'node:crypto'
import { newNamespace } from '../../namespace/index.ts'
import type { EngineLog } from '../engine-log.ts'
import {
  EngineUnavailable,
  type Engine,
  type EngineDescription,
  type LaunchOptions,
  type RedisInstance,
} from '../engine.ts'
import { defaultPatience, type Patience } from './connection.ts'
import { Fleet } from './fleet.ts'
import { readRedisUrl } from './redis-url.ts'
import { SharedInstance } from './shared-instance.ts'
import { sweep } from './sweep.ts'

export interface SharedOptions {
  /** `redis://user:password@host:port`, a single server or any node of a cluster. */
  readonly redisUrl: string
  readonly patience?: Partial<Patience>
  /** How long a namespace outlives a process that ended without clearing up, in milliseconds. */
  readonly leaseMs?: number
  readonly log: EngineLog
}

const LEASE_MS = 60_000
const SWEEP_MS = 300_000
/** After a lost connection: when to look first, and again while nobody answers. */
const LOOK_MS = 50
const LOOK_AGAIN_MS = 500

/**
 * An engine whose every instance is a namespace on one Redis, Valkey or Redis Cluster: a prefix and
 * a user of its own. For people who trust each other; see docs/adr/0010-shared-is-for-a-class.md.
 * @throws {EngineUnavailable} when the server cannot be reached or does not allow what is needed.
 */
export async function createSharedEngine(options: SharedOptions): Promise<Engine> {
  const fleet = new Fleet(readRedisUrl(options.redisUrl), {
    ...defaultPatience,
    ...options.patience,
  })
  const engine = new NamespaceEngine(fleet, options)
  try {
    await engine.start()
    return engine
  } catch (error) {
    fleet.close()
    throw error
  }
}

class NamespaceEngine implements Engine {
  readonly kind = 'shared'
  readonly #fleet: Fleet
  readonly #leaseMs: number
  readonly #log: EngineLog
  readonly #live = new Set<SharedInstance>()
  readonly #timers: NodeJS.Timeout[] = []
  #look: NodeJS.Timeout | undefined
  #closed = false

  constructor(fleet: Fleet, options: SharedOptions) {
    this.#fleet = fleet
    this.#leaseMs = options.leaseMs ?? LEASE_MS
    this.#log = options.log
  }

  /** Finds the servers, proves that a namespace can be made, and removes what others left. */
  async start(): Promise<void> {
    await this.#fleet.discover()
    const probe = await this.launch({ user: 'probe' })
    await probe.kill()
    await this.#sweep()
    this.#fleet.onLost = () => this.#lookIn(LOOK_MS)
    this.#timers.push(
      setInterval(() => this.#lookIn(0), this.#leaseMs / 3),
      setInterval(
        () => void this.#sweep().catch(() => undefined),
        Math.max(SWEEP_MS, this.#leaseMs),
      ),
    )
    for (const timer of this.#timers) timer.unref()
  }

  describe(): EngineDescription {
    return { isolation: 'none' }
  }

  counters(): Readonly<Record<string, number>> {
    const { connects, connectFailures, timeouts, losses } = this.#fleet.counts
    return { connects, connect_failures: connectFailures, timeouts, losses }
  }

  async launch({ user }: LaunchOptions): Promise<RedisInstance> {
    if (this.#closed) throw new EngineUnavailable('The engine is shut down.')
    const namespace = newNamespace(randomBytes, user)
    const [fleet, leaseMs, log] = [this.#fleet, this.#leaseMs, this.#log]
    const instance = new SharedInstance({ fleet, namespace, leaseMs, log })
    this.#live.add(instance)
    void instance.ended.then(() => this.#live.delete(instance))
    try {
      await instance.open()
      return instance
    } catch (error) {
      await instance.kill()
      throw error
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    for (const timer of this.#timers) clearInterval(timer)
    clearTimeout(this.#look)
    await Promise.all([...this.#live].map((instance) => instance.kill()))
    this.#fleet.close()
  }

  async #sweep(): Promise<void> {
    const removed = await sweep(this.#fleet)
    if (removed > 0) this.#log.info({ removed }, 'Namespaces that nobody uses were removed')
  }

  /** Renews every lease soon, and goes on until the servers answer. */
  #lookIn(ms: number): void {
    if (this.#closed) return
    clearTimeout(this.#look)
    this.#look = setTimeout(() => void this.#renewAll(), ms)
    this.#look.unref()
  }

  async #renewAll(): Promise<void> {
    const renewed = await Promise.allSettled([...this.#live].map((one) => this.#renew(one)))
    if (renewed.some(({ status }) => status === 'rejected')) this.#lookIn(LOOK_AGAIN_MS)
  }

  async #renew(instance: SharedInstance): Promise<void> {
    if (await instance.renew()) return
    instance.lost('The shared Redis lost the namespace: it was restarted, flushed, or too slow.')
  }
}
