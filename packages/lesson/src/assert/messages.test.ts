import { describe, expect, it } from 'vitest'
import type { Range } from '../schema/assertion.ts'
import { MESSAGES } from './messages.ts'
import { countOf, exactly } from './show.ts'

const { en, ru } = MESSAGES
const times = (range: Range) => ru.times(countOf(range, ru))
const trips = (range: Range) => ru.trips(countOf(range, ru))

describe('a count in Russian', () => {
  it.each([
    [1, '1 раз', '1 обращение'],
    [2, '2 раза', '2 обращения'],
    [5, '5 раз', '5 обращений'],
    [11, '11 раз', '11 обращений'],
    [21, '21 раз', '21 обращение'],
  ])('by itself: %i', (count, inTimes, inTrips) => {
    expect(ru.times(exactly(count))).toBe(inTimes)
    expect(times({ min: count, max: count })).toBe(inTimes)
    expect(ru.trips(exactly(count))).toBe(inTrips)
  })

  it.each([
    [1, 'раза', 'обращения'],
    [2, 'раз', 'обращений'],
    [5, 'раз', 'обращений'],
    [11, 'раз', 'обращений'],
    [21, 'раза', 'обращения'],
  ])('in the genitive behind a bound: %i', (count, inTimes, inTrips) => {
    expect(times({ min: count })).toBe(`не меньше ${count} ${inTimes}`)
    expect(times({ max: count })).toBe(`не больше ${count} ${inTimes}`)
    expect(times({ min: 0, max: count })).toBe(`от 0 до ${count} ${inTimes}`)
    expect(trips({ max: count })).toBe(`не больше ${count} ${inTrips}`)
  })

  it('has one sign for seconds', () => {
    expect(ru.ttl(countOf({ min: 1, max: 60 }, ru))).toBe('TTL от 1 до 60 с')
    expect(ru.ttl(exactly(21))).toBe('TTL 21 с')
  })
})

describe('a count in English', () => {
  it.each([
    [{ min: 1 }, 'at least 1 time'],
    [{ min: 2 }, 'at least 2 times'],
    [{ min: 1, max: 21 }, '1 to 21 times'],
  ])('%j', (range, words) => expect(en.times(countOf(range, en))).toBe(words))
})
