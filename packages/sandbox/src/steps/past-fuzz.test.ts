import { encodeCommand, quoteArg, type KeyView } from '@keyspace/redis-lang'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasOracle } from '../conformance/oracle.ts'
import { seededRandom } from '../conformance/random.ts'
import { typedKeys } from '../conformance/typed-keys.ts'
import type { Snapshot } from '../observe/see-keys.ts'
import { openHouse, type House } from '../testing/house.ts'
import { wildCommand } from '../testing/wild-command.ts'

const seed = Number(process.env['PAST_SEED'] ?? 20_261_121)
const cases = Number(process.env['PAST_CASES'] ?? 3)
const commands = 60
/** Looks back; a sandbox gets twenty a second. */
const looks = 12
/** From a look at the present to the moment of the step that was its last, on a busy machine. */
const lateMs = 2_000

/** By place and name. */
function read({ keys }: Snapshot): ReadonlyMap<string, KeyView> {
  return new Map(keys.map((view) => [`${view.db} ${JSON.stringify(view.key)}`, view]))
}

/** All of a key but what moves by itself. */
function textOf(view: KeyView): string {
  const { value } = view
  const sorted = (items: readonly unknown[]): readonly string[] =>
    items.map((item) => JSON.stringify(item)).toSorted()
  const held =
    value.type === 'set'
      ? sorted(value.members)
      : value.type === 'hash'
        ? sorted(value.fields)
        : value
  return JSON.stringify({ ...view, value: held, memory: null, ttlMs: null })
}

function differences(then: Snapshot, past: Snapshot): readonly string[] {
  const [was, shown] = [read(then), read(past)]
  return [...new Set([...was.keys(), ...shown.keys()])].flatMap((key) => {
    const [one, other] = [was.get(key), shown.get(key)]
    const isSame =
      one !== undefined &&
      other !== undefined &&
      textOf(one) === textOf(other) &&
      (one.ttlMs === null) === (other.ttlMs === null) &&
      Math.abs((one.ttlMs ?? 0) - (other.ttlMs ?? 0)) <= lateMs
    return isSame
      ? []
      : [`${key}\n  was   ${JSON.stringify(one)}\n  shown ${JSON.stringify(other)}`]
  })
}

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
      client.write(encodeCommand(argv))
      await client.next()
      const snapshot = await sandbox.keys()
      seen.push({ step: sandbox.steps().last, said: argv.map(quoteArg).join(' '), snapshot })
    }
    const found: string[] = []
    for (let look = 0; look < looks; look++) {
      const place = random.below(seen.length)
      const { step = 0, said = '', snapshot } = seen[place] ?? {}
      if (snapshot === undefined) continue
      const wrong = differences(snapshot, await sandbox.keysAt(step))
      if (wrong.length > 0) found.push([`step ${step}, ${said}`, ...wrong].join('\n'))
    }
    expect(found.join('\n\n')).toBe('')
    await sandbox.delete()
  })
})
