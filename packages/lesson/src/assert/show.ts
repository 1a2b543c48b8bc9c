import type { BytesJson } from '@keyspace/redis-lang'
import type { Range } from '../schema/assertion.ts'
import type { Count } from './count-form.ts'
import type { Messages } from './messages.ts'

/** Longest text that a sentence quotes, in characters. */
const LONGEST = 60

export function cut(text: string): string {
  const line = text.replaceAll('\n', ' ')
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`
}

/** Text of the learner's in quotes. */
export function quoted(text: BytesJson): string {
  return cut(JSON.stringify(plain(text)))
}

/** Bytes that are not text as their base64: enough to see that they differ. */
export function plain(text: BytesJson): string {
  return typeof text === 'string' ? text : `base64:${text.base64}`
}

export function quotedList(texts: readonly BytesJson[]): string {
  return cut(`[${texts.map((text) => JSON.stringify(plain(text))).join(', ')}]`)
}

export function quotedMap(entries: readonly (readonly [BytesJson, BytesJson | number])[]): string {
  const pairs = entries.map(([key, value]) => {
    const shown = typeof value === 'number' ? String(value) : JSON.stringify(plain(value))
    return `${plain(key)}: ${shown}`
  })
  return cut(`{${pairs.join(', ')}}`)
}

export function inRange(value: number, { min = -Infinity, max = Infinity }: Range): boolean {
  return value >= min && value <= max
}

/** A range in words, without its unit. */
export function rangeText({ min, max }: Range, words: Messages): string {
  if (min !== undefined && min === max) return words.exactly(String(min))
  if (min === undefined) return words.atMost(String(max))
  return max === undefined ? words.atLeast(String(min)) : words.between(String(min), String(max))
}

/** A range as a unit has to agree with it. */
export function countOf(range: Range, words: Messages): Count {
  const { min, max } = range
  const isBound = min === undefined || min !== max
  return { text: rangeText(range, words), last: max ?? min ?? 0, isBound }
}

export function exactly(count: number): Count {
  return { text: String(count), last: count, isBound: false }
}
