import type { SandboxApi } from '../../transport/transport.ts'

/**
 * Where a sandbox belongs: a lesson seeds it, a lab starts empty. A `seed` stands in for the one that
 * the server knows of the lesson.
 */
export type SandboxPlace =
  { readonly lesson: string; readonly seed?: readonly string[] } | { readonly lab: string }

/** The name by which this tab remembers what belongs to a place. */
export function placeName(place: SandboxPlace): string {
  return 'lesson' in place ? place.lesson : `lab/${place.lab}`
}

/** Asks the server for a sandbox as one begins at that place. */
export function createAt(place: SandboxPlace, api: SandboxApi): ReturnType<SandboxApi['create']> {
  if ('lab' in place) return api.create({})
  return api.create(place.seed === undefined ? { lesson: place.lesson } : { seed: [...place.seed] })
}
