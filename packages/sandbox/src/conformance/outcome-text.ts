import { escapeBytes } from '@keyspace/redis-lang'
import type { Outcome } from './client.ts'

/** An outcome on one line, with its kind: `bulk "a"`, `array [integer 1, nil]`. */
export function outcomeText(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'bulk':
    case 'verbatim':
      return `${outcome.kind} ${bytes(outcome.value)}`
    case 'array':
    case 'set':
    case 'push':
      return `${outcome.kind} [${outcome.items.map(outcomeText).join(', ')}]`
    case 'map':
      return `map {${outcome.entries
        .map(([key, value]) => `${outcomeText(key)} => ${outcomeText(value)}`)
        .join(', ')}}`
    case 'nil':
    case 'nil-array':
    case 'silent':
    case 'closed':
      return outcome.kind
    default:
      return `${outcome.kind} ${String(outcome.value)}`
  }
}

/** The outcomes in an order that depends on nothing but themselves. */
export function inOrder<O extends Outcome>(outcomes: readonly O[]): readonly O[] {
  const keyed = outcomes.map((outcome) => ({ outcome, key: outcomeText(outcome) }))
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  return keyed.map(({ outcome }) => outcome)
}

function bytes(value: Uint8Array): string {
  return escapeBytes(value)
}
