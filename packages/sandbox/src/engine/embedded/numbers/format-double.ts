/**
 * A double as C's `printf("%.17g")` prints it, which is how Redis 7.0 prints scores:
 * 0.1 is `0.10000000000000001`, 3 is `3`, infinities are `inf` and `-inf`.
 *
 * Source: addReplyDouble in Redis 7.0, https://redis.io/docs/latest/commands/zscore/
 */
export function formatDouble(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (value === Infinity) return 'inf'
  if (value === -Infinity) return '-inf'
  if (value === 0) return Object.is(value, -0) ? '-0' : '0'
  const [mantissa = '', power = '0'] = seventeenDigits(value).split('e')
  const exponent = Number(power)
  return exponent < -4 || exponent >= 17
    ? scientific(mantissa, exponent)
    : trimZeros(positional(mantissa, exponent))
}

/** `%.16e`: the digits of the true decimal value. */
function seventeenDigits(value: number): string {
  // JavaScript rounds an exact tie away from zero, C to the even digit. A tie has 18 digits and
  // ends in 5, and only then are the digits after it all zeros.
  const exact = value.toExponential(40)
  const tie = /^(-?\d\.\d{15}[02468])50*(e.*)$/.exec(exact)
  return tie === null ? value.toExponential(16) : `${tie[1] ?? ''}${tie[2] ?? ''}`
}

function trimZeros(digits: string): string {
  return digits.replace(/(\.\d*?)0*$/, '$1').replace(/\.$/, '')
}

function scientific(mantissa: string, exponent: number): string {
  const sign = exponent < 0 ? '-' : '+'
  return `${trimZeros(mantissa)}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`
}

function positional(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith('-') ? '-' : ''
  const digits = mantissa.replace(/[-.]/g, '')
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`
  return `${sign}${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`
}
