/** Where the marks of the steps stand in a strip of a certain width, in pixels. */
export interface Strip {
  /** Step numbers that are shown, from the first to the last. */
  readonly first: number
  readonly last: number
  readonly xOf: (step: number) => number
  /** The step nearest to a place; `last + 1` behind the last one, which is now. */
  readonly stepAt: (x: number) => number
}

/** Marks stand so far apart at most, and at least; if there is no room, the strip shows a part. */
const WIDEST = 16
const NARROWEST = 8
const EDGE = 10

export interface StripOptions {
  readonly width: number
  /** The place before the first step that is kept: how it began, or what is left of it. */
  readonly begin: number
  readonly last: number
  /** The step that must be seen. */
  readonly shown: number
}

/** Lays out `begin` … `last` and, behind them, now. */
export function layOut({ width, begin, last, shown }: StripOptions): Strip {
  const room = Math.max(1, width - 2 * EDGE)
  const places = last - begin + 2
  const fitting = Math.max(2, Math.floor(room / NARROWEST) + 1)
  const count = Math.min(places, fitting)
  const pitch = Math.min(WIDEST, room / Math.max(1, count - 1))
  // The part that is shown ends with now, unless one looks farther back.
  const latest = last + 2 - count
  const first = Math.max(begin, Math.min(latest, shown - Math.floor(count / 3)))
  const end = first + count - 1
  return {
    first,
    last: Math.min(last, end),
    xOf: (step) => EDGE + (step - first) * pitch,
    stepAt: (x) => Math.min(end, Math.max(first, first + Math.round((x - EDGE) / pitch))),
  }
}
