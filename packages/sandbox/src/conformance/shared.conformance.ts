import { afterAll, describe, expect, it } from 'vitest'
import { createEngine } from '../engine/create-engine.ts'
import { RedisAtPort } from '../testing/redis-at-port.ts'
import { RedisCluster } from '../testing/redis-cluster.ts'
import { describeEngine } from './describe-engine.ts'
import { productTarget } from './product-target.ts'
import { productRulings } from './rulings.ts'
import { sharedRulings } from './shared-rulings.ts'
import type { Target } from './target.ts'

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/** Every byte that reached a client and should not have. */
const leaks: string[] = []
const namespace = /ks-[a-z2-7]{16}/

/** The same target, with an eye on every reply. */
function watched(target: Target): Target {
  return {
    ...target,
    async start() {
      const running = await target.start()
      return {
        ...running,
        connect: (handlers) =>
          running.connect({
            ...handlers,
            onData(chunk) {
              const text = Buffer.from(chunk).toString('latin1')
              if (namespace.test(text)) leaks.push(text.slice(0, 400))
              handlers.onData(chunk)
            },
          }),
      }
    },
  }
}

interface Server {
  readonly url: string
  stop(): Promise<void>
}

/** The product on a shared Redis that is there for as long as the target. */
async function sharedTarget(server: Server): Promise<Target> {
  const engine = await createEngine({ kind: 'shared', redisUrl: server.url, log: quiet })
  const target = await productTarget('shared', engine)
  return watched({
    ...target,
    async close() {
      await target.close()
      await server.stop()
    },
  })
}

const expectation = { share: 1, rulings: [...productRulings, ...sharedRulings] }

describeEngine(
  'the RESP port on the shared engine',
  async () => sharedTarget(await RedisAtPort.start()),
  expectation,
)

describeEngine(
  'the RESP port on the shared engine with a cluster',
  async () => sharedTarget(await RedisCluster.start()),
  expectation,
)

describe('the namespace', () => {
  afterAll(() => leaks.splice(0))

  it('is in no reply of all these', () => {
    expect(leaks).toEqual([])
  })
})
