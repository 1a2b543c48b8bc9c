import { defaultLimits } from '../../limits.ts'
import {
  EngineUnavailable,
  type Engine,
  type EngineDescription,
  type LaunchOptions,
  type RedisInstance,
} from '../engine.ts'
import { ask } from './ask.ts'
import { claimServer } from './dedicated-instance.ts'
import { findBinary } from './find-binary.ts'
import { launchChains, type LaunchChain } from './launch-chain.ts'
import { launchServer, type LiveServer } from './launch-server.ts'
import { openRunDirectory, type RunDirectory } from './run-directory.ts'
import { openConnection } from './socket-connection.ts'
import { claimSlot, freeSlot } from './server-user.ts'
import { WarmPool } from './warm-pool.ts'

export interface DedicatedOptions {
  /** A path, or a name to look for on PATH; without it `redis-server`, then `valkey-server`. */
  readonly binary?: string
  /** `maxmemory` of each server, in bytes. */
  readonly memoryBytes: number
  /** A learner's connections to one server; {@link defaultLimits} has the default. */
  readonly connections?: number
  /** How many servers wait ready for the next learner. */
  readonly warm: number
}

export interface DedicatedEngine extends Engine {
  readonly kind: 'dedicated'
  describe(): DedicatedDescription
}

export interface DedicatedDescription extends EngineDescription {
  readonly server: 'redis' | 'valkey'
  /** Such as `7.0.15`. */
  readonly version: string
}

/** Starting a process holds up the event loop for some milliseconds: first let the new learner's commands run. */
const refillAfterMs = 20

export function findServer(binary?: string): string | undefined {
  return findBinary(binary === undefined ? ['redis-server', 'valkey-server'] : [binary])
}

/**
 * An engine whose every instance is a redis-server process of its own. Tries on the spot which way
 * of shutting a server in works on this machine.
 * @throws {EngineUnavailable} when there is no server program or it does not start.
 */
export async function createDedicatedEngine(options: DedicatedOptions): Promise<DedicatedEngine> {
  const binary = findServer(options.binary)
  if (binary === undefined) {
    const missing =
      options.binary === undefined
        ? 'Neither redis-server nor valkey-server was found on PATH'
        : `${options.binary} was not found`
    throw new EngineUnavailable(
      `${missing}; install Redis 7.0 or newer, or choose the embedded engine.`,
    )
  }
  const runDirectory = openRunDirectory()
  const chains = launchChains({
    binary,
    memoryBytes: options.memoryBytes,
    connections: options.connections ?? defaultLimits.connections,
  })
  let refusal = ''
  for (const chain of chains) {
    const engine = new ProcessEngine(chain, runDirectory, options)
    try {
      await engine.start()
      return engine
    } catch (error) {
      refusal = error instanceof Error ? error.message : String(error)
    }
  }
  runDirectory.close()
  throw new EngineUnavailable(
    `${binary} does not start (Redis 7.0 or newer is needed): ${lastLine(refusal)}`,
  )
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? ''
}

class ProcessEngine implements DedicatedEngine {
  readonly kind = 'dedicated'
  readonly #chain: LaunchChain
  readonly #runDirectory: RunDirectory
  readonly #memoryBytes: number
  readonly #pool: WarmPool<LiveServer>
  readonly #live = new Set<LiveServer>()
  readonly #launching = new Set<Promise<LiveServer>>()
  #identity: Pick<DedicatedDescription, 'server' | 'version'> = {
    server: 'redis',
    version: 'unknown',
  }
  #closed = false

  constructor(chain: LaunchChain, runDirectory: RunDirectory, options: DedicatedOptions) {
    this.#chain = chain
    this.#runDirectory = runDirectory
    this.#memoryBytes = options.memoryBytes
    this.#pool = new WarmPool(options.warm, () => this.#launchServer())
  }

  /** Proves the chain with a first server, asks it who it is, and starts to keep servers warm. */
  async start(): Promise<void> {
    const server = await this.#launchServer()
    const [info] = await ask(
      (handlers) => openConnection(server.socketPath, server.platform, handlers),
      [['INFO', 'server']],
    )
    this.#identity = identity(info?.kind === 'bulk' ? Buffer.from(info.value).toString() : '')
    await server.kill()
    this.#pool.fill()
  }

  describe(): DedicatedDescription {
    return { isolation: this.#chain.level, ...this.#identity }
  }

  async launch({ user }: LaunchOptions): Promise<RedisInstance> {
    if (!/^[\w.:-]+$/.test(user)) throw new Error(`Not a user name: ${JSON.stringify(user)}`)
    if (this.#closed) throw new EngineUnavailable('The engine is shut down.')
    try {
      return await this.#claim(user)
    } catch (error) {
      throw new EngineUnavailable(
        'A Redis server for the sandbox could not be started; try again in a moment.',
        { cause: error },
      )
    } finally {
      setTimeout(() => this.#pool.fill(), refillAfterMs)
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#pool.close()
    await Promise.allSettled(this.#launching)
    await Promise.all([...this.#live].map((server) => server.kill()))
    this.#runDirectory.close()
  }

  async #claim(user: string): Promise<RedisInstance> {
    const server = await this.#pool.take()
    try {
      return await claimServer(server, user)
    } catch (error) {
      await server.kill()
      if (this.#closed) throw error
      // One that waited may have died unnoticed, by a signal or for want of memory.
      return claimServer(await this.#launchServer(), user)
    }
  }

  #launchServer(): Promise<LiveServer> {
    const launch = this.#launchInSlot(claimSlot())
    this.#launching.add(launch)
    const landed = (): boolean => this.#launching.delete(launch)
    launch.then(landed, landed)
    return launch
  }

  async #launchInSlot(slot: number): Promise<LiveServer> {
    try {
      const site = {
        chain: this.#chain,
        runDirectory: this.#runDirectory,
        memoryBytes: this.#memoryBytes,
      }
      const server = await launchServer(site, slot)
      this.#live.add(server)
      void server.ended.then(() => {
        freeSlot(slot)
        this.#live.delete(server)
        this.#pool.discard(server)
      })
      return server
    } catch (error) {
      freeSlot(slot)
      throw error
    }
  }
}

function identity(info: string): Pick<DedicatedDescription, 'server' | 'version'> {
  const valkey = /^valkey_version:(\S+)/m.exec(info)?.[1]
  if (valkey !== undefined) return { server: 'valkey', version: valkey }
  return { server: 'redis', version: /^redis_version:(\S+)/m.exec(info)?.[1] ?? 'unknown' }
}
