import {
  createSortedSetData,
  RedisValue,
  type CommandDefinition,
  type RedisDatabase,
  type RedisExecutionContext,
} from 'js-redis-server/core'
import { word, type Arguments } from '../commands/command.ts'
import { distanceBetween, placeOf, type Place } from '../numbers/geo-distance.ts'
import type { Look } from './before.ts'
import { rawValue } from './raw-value.ts'
import { rewriteWords } from './rewrite-words.ts'

const metersIn: Readonly<Record<string, number>> = { m: 1, km: 1000, ft: 0.3048, mi: 1609.34 }

/** A query that stores distances: what is asked for, where from, and where they go. */
interface Stored {
  readonly search: string
  readonly words: Arguments
  readonly source: Buffer
  readonly destination: Buffer
  /** A member, or longitude and latitude. */
  readonly from: Arguments
  readonly unit: Buffer | undefined
}

type Reader = (words: Arguments) => Stored | undefined

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['geosearchstore', readSearch],
  ['georadius', (words) => readRadius(words, 'georadius_ro', 3)],
  ['georadiusbymember', (words) => readRadius(words, 'georadiusbymember_ro', 2)],
])

export const storingDistances: readonly string[] = [...readers.keys()]

/** STOREDIST: the members that the query finds, with distances to the last digit. */
export function storeDistances(name: string): Look {
  return (words, ctx) => {
    const stored = readers.get(name)?.(words)
    const members = stored && found(stored, ctx)
    const source = stored && rawValue(ctx.db, stored.source)
    if (!stored || !members || source?.type !== 'zset') return undefined
    const scoreOf = (member: Buffer | undefined): number =>
      source.members.get(member?.toString('hex') ?? '')?.score ?? 0
    const [member, latitude] = stored.from
    const centre: Place = latitude
      ? [Number(String(member)), Number(String(latitude))]
      : placeOf(scoreOf(member))
    const unit = metersIn[word(stored.unit)] ?? 1
    const distances = members.map(
      (one) => [one, distanceBetween(centre, placeOf(scoreOf(one))) / unit] as const,
    )
    return put(ctx.db, stored.destination, distances)
  }
}

/** Of several places to store at, the last one counts; the library knows no more than one. */
export function lastStore(definition: CommandDefinition): CommandDefinition {
  const radius = definition.name === 'georadius' ? 3 : 2
  return rewriteWords(definition, (words) => {
    const options = optionsBehind(words, radius)
    const last = options.findLastIndex(isStore)
    return words.filter(
      (_, at) =>
        at === last || at === last + 1 || !(isStore(options[at]) || isStore(options[at - 1])),
    )
  })
}

function readSearch([destination, ...words]: Arguments): Stored | undefined {
  const names = words.map(word)
  const storedist = names.indexOf('storedist', 1)
  const [source] = words
  if (storedist === -1 || !destination || !source) return undefined
  const after = (name: string, skip: number): number => names.indexOf(name, 1) + skip
  const isMember = names.includes('frommember', 1)
  const from = after(isMember ? 'frommember' : 'fromlonlat', 1)
  const unit = names.includes('byradius', 1) ? after('byradius', 2) : after('bybox', 3)
  return {
    search: 'geosearch',
    words: words.toSpliced(storedist, 1),
    source,
    destination,
    from: words.slice(from, from + (isMember ? 1 : 2)),
    unit: words[unit],
  }
}

/** `radius`: where it stands; before it the place, behind it the unit. */
function readRadius(words: Arguments, search: string, radius: number): Stored | undefined {
  const options = optionsBehind(words, radius)
  const storedist = options.lastIndexOf('storedist')
  const [source, destination] = [words[0], words[storedist + 1]]
  const isElsewhere = options.lastIndexOf('store') > storedist
  if (storedist === -1 || isElsewhere || !source || !destination) return undefined
  return {
    search,
    words: words.filter((_, at) => !isStore(options[at]) && !isStore(options[at - 1])),
    source,
    destination,
    from: words.slice(1, radius),
    unit: words[radius + 1],
  }
}

/** The words behind radius and unit in lower case, each at its place. */
function optionsBehind(words: Arguments, radius: number): readonly string[] {
  return words.map((one, at) => (at > radius + 1 ? word(one) : ''))
}

function isStore(option: string | undefined): boolean {
  return option === 'store' || option === 'storedist'
}

/** Undefined when the query fails: then the library says why. */
function found({ search, words }: Stored, ctx: RedisExecutionContext): Buffer[] | undefined {
  const plan = ctx.executor.plan(search, words)
  const { value } = ctx.executor.executePlanSync(plan, ctx)
  if (value.kind !== 'array') return undefined
  return value.items.flatMap((item) =>
    item.kind === 'bulk-string' && item.value !== null ? [item.value] : [],
  )
}

function put(
  db: RedisDatabase,
  key: Buffer,
  scores: readonly (readonly [member: Buffer, score: number])[],
): RedisValue {
  if (scores.length === 0) db.delete(key)
  else {
    const zset = createSortedSetData()
    for (const [member, score] of scores) {
      zset.members.set(member.toString('hex'), { member, score })
    }
    db.set(key, zset)
  }
  return RedisValue.integer(scores.length)
}
