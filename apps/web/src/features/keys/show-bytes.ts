import { bytesFromJson, escapeBytes, type BytesJson } from '@keyspace/redis-lang'

/** Control characters, and marks that would turn the direction of the text around. Line breaks may stay. */
const UNSEEN = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu

/**
 * A value as people read it: text as it is, what cannot be seen with redis-cli's escapes, bytes
 * that are no UTF-8 wholly so. `isEscaped` tells that it is not literally this.
 */
export function showBytes(bytes: BytesJson): {
  readonly text: string
  readonly isEscaped: boolean
} {
  if (typeof bytes !== 'string') return { text: escapeBytes(bytesFromJson(bytes)), isEscaped: true }
  const text = bytes.replace(UNSEEN, (char) =>
    char === '\n' ? char : escapeBytes(bytesFromJson(char)),
  )
  return { text, isEscaped: text !== bytes }
}

/** The text laid out, when it is a JSON object or array; undefined otherwise. */
export function asPrettyJson(text: string): string | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return JSON.stringify(value, null, 2)
  } catch {
    return undefined
  }
}
