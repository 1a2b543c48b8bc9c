import type { SeededRandom } from '../seeded-random.ts'
import type { ValueSpec } from './task-schema.ts'

/** Random values of one run of a check, by name. */
export type Values = ReadonlyMap<string, string>

/** The address of the user that asks when a request names nobody; it needs no declaration. */
export const ADDRESS = 'address'

const PLACEHOLDER = /\$\{([^}\n]*)\}/g

/** Draws every value that a task declares; sums come after what they add up. */
export function drawValues(
  specs: Readonly<Record<string, ValueSpec>>,
  random: SeededRandom,
): Values {
  const values = new Map<string, string>()
  for (const [name, spec] of Object.entries(specs)) {
    if (spec === 'word') values.set(name, random.word(name.toLowerCase()))
    else if ('min' in spec) values.set(name, String(random.int(spec.min, spec.max)))
  }
  for (const [name, spec] of Object.entries(specs)) {
    if (typeof spec === 'object' && 'sum' in spec) values.set(name, String(sumOf(spec.sum, values)))
  }
  return values
}

function sumOf(terms: readonly string[], values: Values): number {
  return terms.reduce((sum, term) => {
    const value = Number(values.get(bareTerm(term)))
    return sum + (term.startsWith('-') ? -value : value)
  }, 0)
}

/** The name that a term of a sum adds or takes away. */
export function bareTerm(term: string): string {
  return term.replace(/^-/, '')
}

/** The text with every `${name}` replaced; one that has no value stays. */
export function fill(text: string, values: Values): string {
  return text.replaceAll(PLACEHOLDER, (whole, name: string) => values.get(name) ?? whole)
}

/** The same length as before, so that what is found in it stands where it stands in the file. */
export function fillForReading(
  text: string,
  specs: ReadonlyMap<string, 'word' | 'number'>,
): string {
  return text.replaceAll(PLACEHOLDER, (whole, name: string) => {
    const kind = specs.get(name)
    if (kind === undefined) return whole
    return kind === 'word' ? 'a'.repeat(whole.length) : '1'.padStart(whole.length, '0')
  })
}

export interface Placeholder {
  readonly name: string
  /** Offset in UTF-16 code units. */
  readonly start: number
  readonly end: number
}

export function placeholdersIn(text: string): readonly Placeholder[] {
  return [...text.matchAll(PLACEHOLDER)].map((match) => ({
    name: match[1] ?? '',
    start: match.index,
    end: match.index + match[0].length,
  }))
}
