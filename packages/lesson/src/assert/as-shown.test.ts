import { describe, expect, it } from 'vitest'
import { isAsShown } from './as-shown.ts'

describe('isAsShown', () => {
  it.each([
    ['exact', 'OK', 'OK', true],
    ['exact', '"a"', '"A"', false],
    ['exact', '', 'anything', true],
    ['exact', '# Keyspace\ndb0:keys=1', '# Keyspace\r\ndb0:keys=1', true],
    ['exact', '# Keyspace\ndb0:keys=1', '# Keyspace\r\ndb0:keys=2', false],
    ['unordered', '1) "a"\n2) "b"', '1) "b"\n2) "a"', true],
    ['unordered', '1) "a"\n2) "b"', '1) "a"\n2) "c"', false],
    ['unordered', '1) "a"\n2) "b"', '1) "a"', false],
    ['volatile', '(integer) 59', '(integer) 8', true],
    ['volatile', '(integer) 59', '(nil)', false],
    ['volatile', '1) "a"\n2) "b"', '1) "x\\"y"\n2) ""', true],
    ['volatile', '"1700000000.5"', '1) "a"', false],
  ] as const)('%s: %j against %j', (compare, expected, printed, same) => {
    expect(isAsShown({ line: 'GET a', expected, compare }, printed)).toBe(same)
  })
  it.each([
    ['TTL a', '(integer) 60', '(integer) 57', true],
    ['ttl a', '(integer) 60', '(integer) 54', false],
    ['TTL a', '(integer) 60', '(integer) 61', false],
    ['TTL a', '(integer) 1', '(integer) -2', false],
    ['TTL a', '(integer) -1', '(integer) -2', false],
    ['STRLEN a', '(integer) 60', '(integer) 59', false],
  ] as const)('%s, shown %s, answers %s: %s', (line, expected, printed, same) => {
    expect(isAsShown({ line, expected, compare: 'exact' }, printed)).toBe(same)
  })
})
