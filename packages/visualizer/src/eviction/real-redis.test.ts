import { beforeAll, describe, expect, it } from 'vitest'
import { difference, keptByAge, meanByAge } from './ages.ts'
import { DEFAULT_SETTINGS, POLICY_NAMES, type PolicyName } from './policy.ts'
import { runTrace, type Tick } from './run.ts'
import { runOnServer, type ServerRun } from './server-run.ts'
import { hasRedis, startRedis } from './testing/redis-process.ts'
import { makeTrace, type Workload } from './trace.ts'

/**
 * What the model may be off by: Redis's own dice cannot be seeded, and a tenth of 600 keys is 60,
 * of which chance alone moves some. Shares from 0 to 1.
 */
const MEAN_OFF = 0.1
const MOST_OFF = 0.25
const HIT_RATE_OFF = 0.05
const CAPACITY = 600
const ROOM_BYTES = 64 << 20
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8]
const WORKLOADS = ['sequential', 'zipf'] as const satisfies readonly Workload[]

const cases = POLICY_NAMES.flatMap((policy) => WORKLOADS.map((workload) => ({ policy, workload })))
const runs = new Map<string, ServerRun>()

const traceOf = (workload: Workload) => makeTrace(workload, CAPACITY, 42)
const settingsOf = (policy: PolicyName) => ({ ...DEFAULT_SETTINGS, policy })

function modelled(
  policy: PolicyName,
  workload: Workload,
  times: readonly number[],
): readonly Tick[] {
  const settings = settingsOf(policy)
  return SEEDS.flatMap((seed) => {
    const ticks = runTrace(traceOf(workload), { settings, choice: 'sampled', seed, times })
    return ticks.at(-1) ?? []
  })
}

async function run(policy: PolicyName, workload: Workload): Promise<void> {
  const redis = await startRedis()
  try {
    const course = runOnServer(redis, traceOf(workload), settingsOf(policy), ROOM_BYTES)
    for await (const state of course) runs.set(`${policy} ${workload}`, state)
  } finally {
    await redis.stop()
  }
}

describe.runIf(hasRedis)('the model beside a real redis-server', () => {
  // All at once: each of them mostly waits for the next second.
  beforeAll(async () => {
    await Promise.all(cases.map(({ policy, workload }) => run(policy, workload)))
  }, 120_000)

  it.each(cases)('keeps and throws out the same ages: $policy, $workload', (each) => {
    const real = runs.get(`${each.policy} ${each.workload}`)
    const trace = traceOf(each.workload)
    expect(real?.times).toHaveLength(trace.batches.length)
    const { times = [], tick } = real ?? {}
    const models = modelled(each.policy, each.workload, times)
    const model = meanByAge(models.map(keptByAge))
    const off = difference(model, tick ? keptByAge(tick) : [])
    const hits = models.reduce((sum, one) => sum + one.hits / one.lookups, 0) / models.length
    const realHits = (tick?.hits ?? 0) / (tick?.lookups ?? 1)
    expect(off.mean).toBeLessThanOrEqual(MEAN_OFF)
    expect(off.most).toBeLessThanOrEqual(MOST_OFF)
    expect(Math.abs(hits - realHits)).toBeLessThanOrEqual(HIT_RATE_OFF)
  })

  // Or the tolerance would let anything pass.
  it.each([
    ['allkeys-lru', 'allkeys-random'],
    ['volatile-ttl', 'volatile-lru'],
    ['allkeys-lru', 'noeviction'],
  ] as const)('does not take %s for %s', (policy, other) => {
    const { times = [], tick } = runs.get(`${policy} sequential`) ?? {}
    const wrong = meanByAge(modelled(other, 'sequential', times).map(keptByAge))
    const off = difference(wrong, tick ? keptByAge(tick) : [])
    expect(off.most).toBeGreaterThan(MOST_OFF)
  })
})
