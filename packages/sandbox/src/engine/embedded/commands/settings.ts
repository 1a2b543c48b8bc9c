import { RedisCommandError } from 'js-redis-server/core'
import { BadValue } from './bad-value.ts'
import { configDefaults } from './config-defaults.ts'
import { memoryBytesOf } from './memory-bytes.ts'
import { notifyFlagsOf } from './notify-flags.ts'
import { notAvailable } from './refuse.ts'

/** What a value becomes when it is set; throws the reason when it is none. */
type Reader = (value: string) => string

/** Names that mean the same setting; the first is the one that is kept. */
const aliases: ReadonlyMap<string, string> = new Map(
  ['hash-max', 'zset-max', 'list-max'].flatMap((kind) =>
    ['entries', 'value', 'size'].map(
      (what) => [`${kind}-ziplist-${what}`, `${kind}-listpack-${what}`] as const,
    ),
  ),
)

/** The settings that can be changed because they mean something here. */
const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['notify-keyspace-events', notifyFlagsOf],
  ['maxmemory', (value) => String(memoryBytesOf(value))],
  ['maxmemory-samples', whole(1, 2 ** 31 - 1)],
  ['hash-max-listpack-entries', whole(0)],
  ['hash-max-listpack-value', whole(0)],
  ['zset-max-listpack-entries', whole(0)],
  ['zset-max-listpack-value', whole(0)],
  ['set-max-intset-entries', whole(0)],
  ['list-max-listpack-size', whole(-(2 ** 31), 2 ** 31 - 1)],
  ['list-compress-depth', whole(0, 2 ** 31 - 1)],
  ['slowlog-log-slower-than', whole(-1)],
  ['slowlog-max-len', whole(0)],
  ['latency-monitor-threshold', whole(0)],
  ['lfu-log-factor', whole(0, 2 ** 31 - 1)],
  ['lfu-decay-time', whole(0, 2 ** 31 - 1)],
  ['maxmemory-policy', policyOf],
])

/** The configuration of one server, as CONFIG GET and SET see it. */
export class Settings {
  readonly #values = new Map(configDefaults)

  constructor(maxmemory: number) {
    this.#values.set('maxmemory', String(maxmemory))
  }

  /** By its name in any case. */
  get(name: string): string {
    const known = name.toLowerCase()
    return this.#values.get(aliases.get(known) ?? known) ?? ''
  }

  number(name: string): number {
    return Number(this.get(name))
  }

  all(): readonly (readonly [string, string])[] {
    return [...this.#values]
  }

  /** Takes over what {@link all} gave. */
  restore(values: readonly (readonly [string, string])[]): void {
    for (const [name, value] of values) this.#values.set(name, value)
  }

  names(): readonly string[] {
    return [...this.#values.keys()]
  }

  /**
   * Sets all or none.
   * @throws {RedisCommandError} with Redis's text, or the sentence for what means nothing here.
   */
  set(pairs: readonly (readonly [string, string])[]): void {
    for (const [name] of pairs) checkKnown(name)
    const next = pairs.map(
      ([name, value]) => [aliases.get(name) ?? name, read(name, value)] as const,
    )
    for (const [name, value] of next) this.#values.set(name, value)
  }
}

function checkKnown(name: string): void {
  const known = aliases.get(name) ?? name
  if (configDefaults.has(known) || readers.has(known)) return
  throw new RedisCommandError(`Unknown option or number of arguments for CONFIG SET - '${name}'`)
}

function read(name: string, value: string): string {
  const reader = readers.get(aliases.get(name) ?? name)
  if (reader === undefined) throw notAvailable(`config set ${name}`)
  try {
    return reader(value)
  } catch (error) {
    if (!(error instanceof BadValue)) throw error
    throw new RedisCommandError(
      `CONFIG SET failed (possibly related to argument '${name}') - ${error.message}`,
    )
  }
}

function whole(min: number, max = Number.MAX_SAFE_INTEGER): Reader {
  return (value) => {
    if (!/^(0|-?[1-9]\d*)$/.test(value)) {
      throw new BadValue("argument couldn't be parsed into an integer")
    }
    const number = Number(value)
    if (number < min || number > max) {
      throw new BadValue(
        max === Number.MAX_SAFE_INTEGER
          ? `argument must be between ${min} and 9223372036854775807 inclusive`
          : `argument must be between ${min} and ${max} inclusive`,
      )
    }
    return value
  }
}

const policies = [
  'volatile-lru',
  'volatile-lfu',
  'volatile-random',
  'volatile-ttl',
  'allkeys-lru',
  'allkeys-lfu',
  'allkeys-random',
  'noeviction',
]

/** Keys are never evicted here, so only the policy that says so can be set. */
function policyOf(value: string): string {
  const policy = value.toLowerCase()
  if (policy === 'noeviction') return policy
  if (policies.includes(policy)) throw notAvailable(`maxmemory-policy ${policy}`)
  throw new BadValue(`argument(s) must be one of the following: ${policies.join(', ')}`)
}
