import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { askRedisServer } from './ask-redis-server.ts'
import { addLongDouble, formatLongDouble, parseLongDouble } from './long-double.ts'

function add(a: string, b: string): string {
  const [first, second] = [parseLongDouble(a), parseLongDouble(b)]
  if (typeof first !== 'object' || typeof second !== 'object') return 'no sum'
  return formatLongDouble(addLongDouble(first, second))
}

const decimals = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.integer({ min: 0, max: 10 ** 9 }),
    fc.string({
      unit: fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'),
      maxLength: 19,
    }),
    fc.constantFrom('', 'e3', 'e-7', 'e12'),
  )
  .map(([sign, whole, fraction, power]) => `${sign}${whole}.${fraction}${power}`)

describe('a sum of long doubles', () => {
  it.each([
    ['0.1', '0.2', '0.3'],
    ['3', '0.0000001', '3.0000001'],
    ['1e17', '3.0000000000000001', '100000000000000003'],
    ['-1.5', '1.5', '0'],
    ['5.0e3', '200', '5200'],
    ['0x10', '1', '17'],
    ['1e-20', '0', '0'],
  ])('%s + %s is %s', (a, b, sum) => {
    expect(add(a, b)).toBe(sum)
  })

  it.each(['abc', '', '1.2.3', ' 1', '1 ', 'nan', '.', 'e5'])('%j is no number', (text) => {
    expect(parseLongDouble(text)).toBeUndefined()
  })

  it('is what INCRBYFLOAT of redis-server answers', async () => {
    const pairs = fc.sample(fc.tuple(decimals, decimals), 400)
    const lines = pairs.flatMap(([a, b]) => [`SET k ${a}`, `INCRBYFLOAT k ${b}`])
    const sums = (await askRedisServer(lines)).filter((_, at) => at % 2 === 1)
    expect(pairs.map(([a, b]) => add(a, b))).toEqual(sums)
  })
})
