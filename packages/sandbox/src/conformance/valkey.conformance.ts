import { createEngine } from '../engine/create-engine.ts'
import { RedisAtPort } from '../testing/redis-at-port.ts'
import type { Ruling } from './compare.ts'
import { describeEngine } from './describe-engine.ts'
import { productTarget } from './product-target.ts'
import { productRulings } from './rulings.ts'
import { sharedRulings } from './shared-rulings.ts'
import type { Target } from './target.ts'

const program = 'valkey-server'
const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/** Where Valkey differs from Redis, a learner on Valkey sees what Valkey does. */
describeEngine(
  'the RESP port on a Valkey for each',
  async () =>
    productTarget('valkey', await createEngine({ kind: 'dedicated', binary: program, log: quiet })),
  { share: 1, rulings: productRulings, judgedBy: program },
)

async function onSharedValkey(): Promise<Target> {
  const server = await RedisAtPort.startProgram(program)
  const engine = await createEngine({ kind: 'shared', redisUrl: server.url, log: quiet })
  const target = await productTarget('shared valkey', engine)
  return {
    ...target,
    async close() {
      await target.close()
      await server.stop()
    },
  }
}

const unbalanced = ['XREAD', 'XREADGROUP'].map((command): Ruling => ({
  command,
  reason: 'Its keys cannot be found, so that it is refused here, in Redis’s words.',
  answers: (actual) =>
    actual.kind === 'error' && actual.value.startsWith('ERR Unbalanced XREAD list of streams'),
}))

describeEngine('the RESP port on a shared Valkey', onSharedValkey, {
  share: 1,
  rulings: [...productRulings, ...sharedRulings, ...unbalanced],
  judgedBy: program,
})
