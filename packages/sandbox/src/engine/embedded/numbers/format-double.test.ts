import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { askRedisServer } from './ask-redis-server.ts'
import { formatDouble } from './format-double.ts'

describe('a double as Redis 7.0 prints it', () => {
  it.each([
    [0.1, '0.10000000000000001'],
    [3, '3'],
    [-2.5, '-2.5'],
    [1e17, '1e+17'],
    [123456789012345680, '1.2345678901234568e+17'],
    [1e16, '10000000000000000'],
    [0.0001, '0.0001'],
    [0.00001, '1.0000000000000001e-05'],
    [1e300, '1.0000000000000001e+300'],
    [5e-324, '4.9406564584124654e-324'],
    [Infinity, 'inf'],
    [-Infinity, '-inf'],
    [-0, '-0'],
    // Ties go to the even digit: …125 and …3125 have 18 digits.
    [-112288332286396.125, '-112288332286396.12'],
    [54213345591306.3125, '54213345591306.312'],
    [112288332286396.375, '112288332286396.38'],
  ])('%d is %s', (value, text) => {
    expect(formatDouble(value)).toBe(text)
  })

  it('is what ZSCORE of redis-server answers', async () => {
    // A listpack keeps -0 as 0.
    const eighths = fc.integer().map((value) => 100_000_000_000_000 + value / 8)
    const doubles = fc.oneof(fc.double({ noNaN: true }), eighths)
    const values = fc.sample(doubles, 300).map((value) => value + 0)
    const lines = values.flatMap((value) => [`ZADD z ${redisNumber(value)} m`, 'ZSCORE z m'])
    const scores = (await askRedisServer(lines)).filter((_, at) => at % 2 === 1)
    expect(values.map(formatDouble)).toEqual(scores)
  })
})

function redisNumber(value: number): string {
  return Number.isFinite(value) ? value.toExponential(16) : value > 0 ? 'inf' : '-inf'
}
