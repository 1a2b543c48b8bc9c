import * as ioredis from 'ioredis'
import type { ProgramPort } from './port.ts'
import { refuse } from './refuse.ts'
import { TunnelStream } from './tunnel-stream.ts'
import type { Tunnels } from './tunnels.ts'

/** Options that a sandbox does not need; a learner who gives them gets them. */
const DEFAULTS = {
  // Its INFO would stand in the learner's time line at every start.
  enableReadyCheck: false,
  disableClientInfo: true,
  // So that an error of Redis names the learner's line.
  showFriendlyErrorStack: true,
  retryStrategy: (times: number) => (times > 3 ? null : times * 50),
}

/**
 * What the module `ioredis` is for a program: the real one, but each connection leads to the learner's
 * own sandbox, whatever address the program names.
 *
 * Source: https://github.com/redis/ioredis (options `Connector`, `enableReadyCheck`, `disableClientInfo`)
 */
export function practiceRedis(tunnels: Tunnels, port: ProgramPort): object {
  class TunnelConnector {
    private stream: TunnelStream | undefined
    check(): boolean {
      return true
    }
    connect(): Promise<TunnelStream> {
      this.stream = new TunnelStream(tunnels)
      return Promise.resolve(this.stream)
    }
    disconnect(): void {
      this.stream?.end()
    }
  }
  const Redis = new Proxy(ioredis.Redis, {
    construct: (target, given: unknown[], newTarget) => {
      const urls = given.filter((one) => typeof one === 'string' && one.includes('://'))
      const options = given.find((one) => typeof one === 'object' && one !== null) ?? {}
      const merged = { ...DEFAULTS, ...options, Connector: TunnelConnector }
      const made: unknown = Reflect.construct(target, [...urls, merged], newTarget)
      if (typeof made !== 'object' || made === null) throw new TypeError('ioredis made no client')
      return made
    },
  })
  function Cluster(): never {
    const why = 'Your sandbox is one Redis server and not a cluster: use new Redis().'
    return refuse(port, 'cluster', 'Cluster', why)
  }
  return { ...ioredis, Redis, Cluster, default: Redis, __esModule: true }
}
