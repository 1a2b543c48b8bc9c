import { quoteArg } from '@keyspace/redis-lang'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasOracle } from '../conformance/oracle.ts'
import { seededRandom } from '../conformance/random.ts'
import { typedKeys } from '../conformance/typed-keys.ts'
import type { Snapshot } from '../observe/see-keys.ts'
import { differingKeys } from '../testing/differing-keys.ts'
import { openHouse, type House } from '../testing/house.ts'
import { wildCommand } from '../testing/wild-command.ts'

const seed = Number(process.env['PAST_SEED'] ?? 20_261_121)
const cases = Number(process.env['PAST_CASES'] ?? 3)
const commands = 60
/** Looks back; a sandbox gets twenty a second. */
const looks = 12
/** From the step to the look at it, on a busy machine. */
const apartMs = 2_000
describe.runIf(hasOracle())('whatever was run, the past', () => {
  let house: House
  beforeAll(async () => {
    house = await openHouse({ limits: { commandsPerSecond: 1e6, commandsBurst: 1e6 } })
  })
  afterAll(() => house.close())

  const seeds = Array.from({ length: cases }, (_, at) => seed + at)
  it.each(seeds)('shows after each step what was there then: seed %d', async (at) => {
    const random = seededRandom(at)
    const sandbox = await house.service.create()
    const client = await house.open(sandbox)
    for (const line of typedKeys) await client.run(line)
    const seen: { readonly step: number; readonly said: string; readonly snapshot: Snapshot }[] = []
    for (let command = 0; command < commands; command++) {
      const argv = wildCommand(random)
      await client.ask(argv)
      const snapshot = await sandbox.keys()
      seen.push({ step: sandbox.steps().last, said: argv.map(quoteArg).join(' '), snapshot })
    }
    const found: string[] = []
    for (let look = 0; look < looks; look++) {
      const place = random.below(seen.length)
      const { step = 0, said = '', snapshot } = seen[place] ?? {}
      if (snapshot === undefined) continue
      const wrong = differingKeys(snapshot.keys, (await sandbox.keysAt(step)).keys, apartMs)
      if (wrong.length > 0) found.push([`step ${step}, ${said}`, ...wrong].join('\n'))
    }
    expect(found.join('\n\n')).toBe('')
    await sandbox.delete()
  })
})
