import type { Tick } from './run.ts'

export const DECILES = 10

/**
 * The share of keys that are still there, 0 to 1, for each tenth of all keys ever written, by when
 * they were last used: the oldest tenth first. Keys of the same second stay in the order of their
 * numbers.
 */
export function keptByAge({ keys }: Pick<Tick, 'keys'>): readonly number[] {
  const written = keys
    .map((state, key) => ({ ...state, key }))
    .filter(({ usedIn }) => usedIn >= 0)
    .sort((a, b) => a.usedIn - b.usedIn || a.key - b.key)
  return Array.from({ length: DECILES }, (_, decile) => {
    const from = Math.round((decile * written.length) / DECILES)
    const to = Math.round(((decile + 1) * written.length) / DECILES)
    const tenth = written.slice(from, to)
    return tenth.length === 0 ? 0 : tenth.filter(({ isHere }) => isHere).length / tenth.length
  })
}

/** The mean of several runs, tenth by tenth. */
export function meanByAge(runs: readonly (readonly number[])[]): readonly number[] {
  return Array.from(
    { length: DECILES },
    (_, decile) =>
      runs.reduce((sum, run) => sum + (run[decile] ?? 0), 0) / Math.max(1, runs.length),
  )
}

/** How far two are apart, 0 to 1: on average over the tenths, and where it is most. */
export function difference(
  one: readonly number[],
  other: readonly number[],
): { readonly mean: number; readonly most: number } {
  const apart = one.map((share, decile) => Math.abs(share - (other[decile] ?? 0)))
  return {
    mean: apart.reduce((sum, each) => sum + each, 0) / Math.max(1, apart.length),
    most: Math.max(0, ...apart),
  }
}
