import { setTimeout as sleep } from 'node:timers/promises'
import { quoteArg, type Change, type KeyView } from '@keyspace/redis-lang'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasOracle } from '../conformance/oracle.ts'
import { seededRandom } from '../conformance/random.ts'
import { typedKeys } from '../conformance/typed-keys.ts'
import { differingKeys } from '../testing/differing-keys.ts'
import { openHouse, type House } from '../testing/house.ts'
import type { RawClient } from '../testing/raw-client.ts'
import { wildCommand } from '../testing/wild-command.ts'
import type { WatchEvent } from './watch-event.ts'

const seed = Number(process.env['WATCH_SEED'] ?? 20_261_121)
const cases = Number(process.env['WATCH_CASES'] ?? 3)
const rounds = 12
const commandsOfARound = 6
/** A watcher is not told that time goes by; a case takes some seconds. */
const apartMs = 40_000

/** What somebody knows who only hears what a watcher is told. */
class Hearsay {
  readonly #watcher: RawClient
  #keys = new Map<string, KeyView>()
  heard = 0

  constructor(watcher: RawClient) {
    this.#watcher = watcher
  }

  get keys(): readonly KeyView[] {
    return [...this.#keys.values()]
  }

  /** Takes in what was told, until nothing more comes. */
  async listen(): Promise<void> {
    for (;;) {
      const frame = await this.#watcher.next(150).catch(() => undefined)
      if (frame === undefined) return
      const text = frame.kind === 'push' ? frame.items[1] : undefined
      if (text?.kind !== 'bulk') continue
      this.heard += 1
      this.#take(JSON.parse(Buffer.from(text.value).toString()) as WatchEvent)
    }
  }

  #take(event: WatchEvent): void {
    if (event.kind === 'snapshot') {
      this.#keys = new Map(event.keys.map((view) => [nameOf(view), view]))
    } else if (event.kind === 'changes') for (const change of event.changes) this.#change(change)
  }

  #change(change: Change): void {
    if ('view' in change) this.#keys.set(nameOf(change.view), change.view)
    else this.#keys.delete(nameOf(change))
  }
}

function nameOf({ db, key }: Pick<KeyView, 'db' | 'key'>): string {
  return `${db} ${JSON.stringify(key)}`
}

describe.runIf(hasOracle())('whatever is run, a watcher is told', () => {
  let house: House
  beforeAll(async () => {
    house = await openHouse({ limits: { commandsPerSecond: 1e6, commandsBurst: 1e6 } })
  })
  afterAll(() => house.close())

  const seeds = Array.from({ length: cases }, (_, at) => seed + at)
  it.each(seeds)(
    'what the keys are now: seed %d',
    async (at) => {
      const random = seededRandom(at)
      const sandbox = await house.service.create()
      const [client, watcher] = [await house.open(sandbox), await house.open(sandbox)]
      await watcher.run('HELLO 3')
      await watcher.run('KEYSPACE.WATCH ON')
      const hearsay = new Hearsay(watcher)
      for (const line of typedKeys) await client.run(line)
      const found: string[] = []
      for (let round = 0; round < rounds && found.length === 0; round++) {
        const said = Array.from({ length: commandsOfARound }, () => wildCommand(random))
        for (const argv of said) {
          await client.ask(argv)
        }
        await sleep(20)
        await hearsay.listen()
        const wrong = differingKeys((await sandbox.keys()).keys, hearsay.keys, apartMs)
        if (wrong.length > 0) {
          found.push(...said.map((argv) => argv.map(quoteArg).join(' ')), ...wrong)
        }
      }
      expect(found.join('\n')).toBe('')
      expect(hearsay.heard).toBeGreaterThan(rounds)
      await sandbox.delete()
    },
    60_000,
  )
})
