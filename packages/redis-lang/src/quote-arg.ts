import { escapeBytes } from './escape-bytes.ts'

/** ASCII that prints, without spaces and quotes: safe anywhere in a word. */
const BARE = /^[!#-&(-~]+$/

/** What cannot stand as itself between double quotes; other scripts' letters can. */
const NEEDS_ESCAPE = /["\\]|(?! )[\p{C}\p{Z}]/gu

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const encoder = new TextEncoder()

/**
 * An argument as it can be typed: bare when that is safe, else in double quotes with redis-cli's
 * escapes; UTF-8 text stays readable. The inverse of splitLine:
 * `splitLine(args.map(quoteArg).join(' '))` gives the args.
 */
export function quoteArg(arg: Uint8Array): string {
  const text = utf8(arg)
  if (text === undefined) return `"${escapeBytes(arg)}"`
  if (BARE.test(text)) return text
  const quoted = text.replace(NEEDS_ESCAPE, (char) => escapeBytes(encoder.encode(char)))
  const isOneWord = quoted === text && text !== '' && !/[ ']/.test(text)
  return isOneWord ? text : `"${quoted}"`
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return strictUtf8.decode(bytes)
  } catch {
    return undefined
  }
}
