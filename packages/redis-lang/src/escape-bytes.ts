const NAMED = new Map([
  [0x5c, '\\\\'],
  [0x22, '\\"'],
  [0x0a, '\\n'],
  [0x0d, '\\r'],
  [0x09, '\\t'],
  [0x07, '\\a'],
  [0x08, '\\b'],
])

/** How redis-cli writes each byte between double quotes. */
const ESCAPED: readonly string[] = Array.from({ length: 256 }, (_, byte) => {
  const named = NAMED.get(byte)
  if (named !== undefined) return named
  const prints = byte >= 0x20 && byte < 0x7f
  return prints ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`
})

/**
 * Bytes as redis-cli shows them between double quotes, the quotes left out: ASCII that prints as it
 * is, `\n \r \t \a \b \" \\`, everything else `\xHH`.
 *
 * Source: sdscatrepr of redis 7.0.
 */
export function escapeBytes(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += ESCAPED[byte] ?? ''
  return text
}
