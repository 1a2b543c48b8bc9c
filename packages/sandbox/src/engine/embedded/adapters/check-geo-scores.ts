import { notAvailable } from '../commands/refuse.ts'
import type { Look } from './before.ts'
import { rawValue } from './raw-value.ts'

/** What GEOADD writes has 52 bits. */
const END = 2 ** 52

/**
 * Refuses a sorted set with scores that no GEOADD wrote: Redis cuts them to 64 bits and takes those
 * for a place, and the library ends with an error of its own.
 */
export function checkGeoScores(name: string): Look {
  const source = name === 'geosearchstore' ? 1 : 0
  return (words, { db }) => {
    const key = words[source]
    const value = key === undefined ? null : rawValue(db, key)
    if (value?.type !== 'zset') return undefined
    for (const { score } of value.members.values()) {
      if (!Number.isInteger(score) || score < 0 || score >= END) {
        throw notAvailable(name, 'of scores that GEOADD did not write')
      }
    }
    return undefined
  }
}
