import { RedisCommandError, type CommandDefinition } from 'js-redis-server/core'
import { word, type Arguments } from '../commands/command.ts'
import { strtod } from '../numbers/strtod.ts'
import type { Look } from './before.ts'
import { rewriteWords } from './rewrite-words.ts'

/** Where a command has the two bounds of a range of scores; undefined when its range is another. */
type Place = (words: Arguments) => number | undefined

const always: Place = () => 1

const places: ReadonlyMap<string, Place> = new Map<string, Place>([
  ['zrangebyscore', always],
  ['zrevrangebyscore', always],
  ['zcount', always],
  ['zremrangebyscore', always],
  ['zrange', byScore(1)],
  ['zrangestore', byScore(2)],
])

export const scoreRanges: readonly string[] = [...places.keys()]

function byScore(first: number): Place {
  return (words) =>
    words.slice(first + 2).some((one) => word(one) === 'byscore') ? first : undefined
}

/** The bounds written so that the library reads the same numbers. Source: zslParseRange. */
export function scoreBounds(definition: CommandDefinition): CommandDefinition {
  const place = places.get(definition.name)
  if (!place) return definition
  return rewriteWords(definition, (words) => {
    const first = place(words)
    return words.map((one, at) =>
      first !== undefined && (at === first || at === first + 1) ? plainBound(one) : one,
    )
  })
}

/** The range is read before the type of the key is looked at. */
export const checkScores: Look = ([, ...range]) => {
  if (range.slice(0, 2).some((one) => Number.isNaN(limitOf(one)))) {
    throw new RedisCommandError('min or max is not a float')
  }
  return undefined
}

const isOpen = (bound: Buffer): boolean => bound[0] === 0x28

function limitOf(bound: Buffer): number {
  return strtod(isOpen(bound) ? bound.subarray(1) : bound)
}

function plainBound(bound: Buffer): Buffer {
  const limit = limitOf(bound)
  const text = Number.isFinite(limit) ? String(limit) : `${limit > 0 ? '+' : '-'}inf`
  // What is no number stays none, also for the library's more generous reading.
  return Number.isNaN(limit) ? Buffer.from('nan') : Buffer.from((isOpen(bound) ? '(' : '') + text)
}
