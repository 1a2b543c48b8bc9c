import type { LiveKey } from '../../stores/keyspace/live-keys.ts'
import { showBytes } from './show-bytes.ts'

export type KeyOrder = 'name' | 'recent' | 'ttl'

export interface KeyFilter {
  readonly db: number
  /** Part of a name, or a pattern with `*` and `?` as in KEYS. */
  readonly text: string
  readonly order: KeyOrder
}

/** The keys to show, in order. */
export function listKeys(keys: readonly LiveKey[], filter: KeyFilter): readonly LiveKey[] {
  const matches = nameMatcher(filter.text)
  return keys
    .filter((key) => key.view.db === filter.db && matches(nameOf(key)))
    .sort((a, b) => rank(a, b, filter.order) || compareNames(a, b))
}

/** The databases that hold something, and the first one, by number. */
export function databases(keys: readonly LiveKey[]): readonly number[] {
  return [...new Set([0, ...keys.map((key) => key.view.db)])].sort((a, b) => a - b)
}

function rank(a: LiveKey, b: LiveKey, order: KeyOrder): number {
  if (order === 'recent') return b.touchedAt - a.touchedAt
  if (order === 'ttl')
    return (a.deadline ?? Infinity) === (b.deadline ?? Infinity)
      ? 0
      : (a.deadline ?? Infinity) - (b.deadline ?? Infinity)
  return 0
}

function compareNames(a: LiveKey, b: LiveKey): number {
  return nameOf(a).localeCompare(nameOf(b), 'en', { numeric: true }) || (a.id < b.id ? -1 : 1)
}

function nameOf(key: LiveKey): string {
  return showBytes(key.view.key).text
}

function nameMatcher(text: string): (name: string) => boolean {
  const wanted = text.trim().toLowerCase()
  if (!/[*?]/.test(wanted)) return (name) => name.toLowerCase().includes(wanted)
  const source = wanted
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  const pattern = new RegExp(`^${source}$`, 'is')
  return (name) => pattern.test(name)
}
