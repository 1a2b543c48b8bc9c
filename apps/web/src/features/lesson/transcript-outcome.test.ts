import { describe, expect, it } from 'vitest'
import { isAsShown } from './transcript-outcome.ts'

describe('isAsShown', () => {
  it.each([
    ['exact', '(integer) 1', '(integer) 1', true],
    ['exact', '(integer) 1', '(integer) 2', false],
    ['exact', '', 'anything', true],
    ['unordered', '1) "a"\n2) "b"', '1) "b"\n2) "a"', true],
    ['unordered', '1) "a"\n2) "b"', '1) "b"\n2) "c"', false],
    ['volatile', '(integer) 59', '(integer) 60', true],
  ] as const)('%s: %j against %j', (compare, expected, actual, same) => {
    expect(isAsShown({ compare, expected }, actual)).toBe(same)
  })
})
