import type { Question } from '../ast.ts'

/**
 * The places of the options as they are first shown, always the same for one question. What is to be
 * put in order never lies in the right order; what is to be picked is mixed, so that the right one
 * has no usual place.
 */
export function optionOrder({ id, kind, options }: Question): readonly number[] {
  const places = options.map((_, index) => index)
  const next = randomFrom(id)
  for (let last = places.length - 1; last > 0; last--) {
    const other = Math.floor(next() * (last + 1))
    const moved = places[last] ?? 0
    places[last] = places[other] ?? 0
    places[other] = moved
  }
  const isSolved = kind === 'order' && places.every((place, index) => place === index)
  return isSolved ? [...places.slice(1), ...places.slice(0, 1)] : places
}

/** Mulberry32 over an FNV-1a hash of the text. */
function randomFrom(text: string): () => number {
  let state = 0x811c9dc5
  for (const sign of text) state = Math.imul(state ^ (sign.codePointAt(0) ?? 0), 0x01000193)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
