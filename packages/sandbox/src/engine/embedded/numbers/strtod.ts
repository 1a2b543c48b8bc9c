const blanks = /^[ \t\n\v\f\r]+/
const infinite = /^[+-]?inf(inity)?$/i
const hexadecimal = /^([+-]?)(0x[\da-f]+)$/i
const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/**
 * Reads a number as C's `strtod` does in Redis's ranges: blanks before it, up to the first zero
 * byte, nothing at all is 0. NaN when something else is left over.
 */
export function strtod(argument: Buffer): number {
  const [whole = ''] = argument.toString('latin1').split('\0')
  const text = whole.replace(blanks, '')
  if (whole === '') return 0
  if (infinite.test(text)) return text.startsWith('-') ? -Infinity : Infinity
  const [, sign, digits] = hexadecimal.exec(text) ?? []
  if (digits !== undefined) return sign === '-' ? -Number(digits) : Number(digits)
  return decimal.test(text) ? Number(text) : NaN
}
