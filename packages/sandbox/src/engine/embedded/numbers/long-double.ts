/**
 * The 80-bit `long double` of x86 that Redis calculates INCRBYFLOAT with: a mantissa of 64 bits.
 * The value is `mantissa * 2 ** exponent`; `undefined` stands for what is not finite.
 */
export interface LongDouble {
  readonly mantissa: bigint
  readonly exponent: number
}

const mantissaBits = 64
/** The greatest exponent of ten that strtold gives a finite number for, and the least that is not 0. */
const tens = { most: 4932, least: -4951 }

/** What strtold reads of a decimal or whole hexadecimal number; undefined when it is none. */
export function parseLongDouble(text: string): LongDouble | 'infinite' | undefined {
  if (/^[+-]?inf(inity)?$/i.test(text)) return 'infinite'
  const hex = /^([+-]?)(0x[0-9a-f]{1,60})$/i.exec(text)
  if (hex) return signed(round(BigInt(hex[2] ?? '0'), 1n), hex[1])
  const parts = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,6}))?$/i.exec(text)
  if (!parts) return undefined
  const [, sign, whole = '', fraction = '', power = '0'] = parts
  if (whole === '' && fraction === '') return undefined
  const digits = BigInt(whole + fraction)
  const shift = Number(power) - fraction.length
  const magnitude = digits.toString().length + shift
  if (digits === 0n) return { mantissa: 0n, exponent: 0 }
  if (magnitude > tens.most + 1) return 'infinite'
  if (magnitude < tens.least) return undefined
  const value =
    shift >= 0 ? round(digits * 10n ** BigInt(shift), 1n) : round(digits, 10n ** BigInt(-shift))
  return signed(value, sign)
}

export function addLongDouble(a: LongDouble, b: LongDouble): LongDouble {
  const exponent = Math.min(a.exponent, b.exponent)
  const sum =
    (a.mantissa << BigInt(a.exponent - exponent)) + (b.mantissa << BigInt(b.exponent - exponent))
  const rounded = sum < 0n ? negate(round(-sum, 1n)) : round(sum, 1n)
  return { mantissa: rounded.mantissa, exponent: rounded.exponent + exponent }
}

/** As Redis prints it for people: `%.17Lf` without trailing zeros. */
export function formatLongDouble({ mantissa, exponent }: LongDouble): string {
  const scaled = mantissa * 10n ** 17n
  const units = exponent >= 0 ? scaled << BigInt(exponent) : divideEven(scaled, -exponent)
  const sign = mantissa < 0n ? '-' : ''
  const digits = (units < 0n ? -units : units).toString().padStart(18, '0')
  const text = `${digits.slice(0, -17)}.${digits.slice(-17)}`.replace(/\.?0+$/, '')
  return text === '0' ? '0' : sign + text
}

function signed(value: LongDouble, sign: string | undefined): LongDouble {
  return sign === '-' ? negate(value) : value
}

function negate({ mantissa, exponent }: LongDouble): LongDouble {
  return { mantissa: -mantissa, exponent }
}

/** The nearest number of 64 bits to a positive fraction, ties to the even one. */
function round(numerator: bigint, denominator: bigint): LongDouble {
  if (numerator === 0n) return { mantissa: 0n, exponent: 0 }
  let exponent = bits(numerator) - bits(denominator) - mantissaBits
  const scaled = (at: number): [bigint, bigint] =>
    at >= 0 ? [numerator, denominator << BigInt(at)] : [numerator << BigInt(-at), denominator]
  let [top, bottom] = scaled(exponent)
  if (bits(top / bottom) > mantissaBits) [top, bottom] = scaled(++exponent)
  return { mantissa: nearestEven(top, bottom), exponent }
}

function nearestEven(top: bigint, bottom: bigint): bigint {
  const whole = top / bottom
  const twice = (top % bottom) * 2n
  return twice > bottom || (twice === bottom && whole % 2n === 1n) ? whole + 1n : whole
}

function divideEven(value: bigint, shift: number): bigint {
  const bottom = 1n << BigInt(shift)
  return value < 0n ? -nearestEven(-value, bottom) : nearestEven(value, bottom)
}

function bits(value: bigint): number {
  return value.toString(2).length
}
