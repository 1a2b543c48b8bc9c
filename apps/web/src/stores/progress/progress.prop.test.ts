import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeProgress } from './merge-progress.ts'
import type { LessonProgress, ProgressData } from './progress-data.ts'
import { readProgress } from './read-progress.ts'

const moment = fc
  .integer({ min: 0, max: 5 })
  .map((day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString())
const id = fc.constantFrom('p1', 'p2', 'check.1', '__proto__')
const table = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
  fc.dictionary(id, value, { maxKeys: 3 })
const dated = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<{ value: T; at: string }> =>
  fc.record({ value, at: moment })
const result = fc
  .record({ right: fc.nat(6), missed: fc.integer({ min: 1, max: 6 }), at: moment })
  .map(({ right, missed, at }) => ({ right, total: right + missed, at }))
const lesson: fc.Arbitrary<LessonProgress> = fc.record({
  steps: table(moment),
  ticks: table(dated(fc.boolean())),
  blanks: table(dated(fc.string())),
  hints: table(fc.nat(4)),
  quizzes: table(result),
  visitedAt: fc.option(moment),
  doneAt: fc.option(moment),
})
const progress: fc.Arbitrary<ProgressData> = fc.record({
  app: fc.constant('keyspace' as const),
  version: fc.constant(1 as const),
  lessons: fc.dictionary(fc.constantFrom('r1', 'r2'), lesson),
})

describe('mergeProgress', () => {
  it('gives the same whichever comes first, however often', () => {
    fc.assert(
      fc.property(progress, progress, progress, (a, b, c) => {
        expect(mergeProgress(a, b)).toEqual(mergeProgress(b, a))
        expect(mergeProgress(a, a)).toEqual(a)
        expect(mergeProgress(mergeProgress(a, b), c)).toEqual(mergeProgress(a, mergeProgress(b, c)))
      }),
    )
  })

  it('never loses a finished step', () => {
    fc.assert(
      fc.property(progress, progress, (a, b) => {
        const merged = mergeProgress(a, b)
        for (const [slug, { steps }] of [
          ...Object.entries(a.lessons),
          ...Object.entries(b.lessons),
        ])
          expect(Object.keys(merged.lessons[slug]?.steps ?? {})).toEqual(
            expect.arrayContaining(Object.keys(steps)),
          )
      }),
    )
  })
})

describe('readProgress', () => {
  it('reads what was written', () => {
    fc.assert(
      fc.property(progress, (data) => {
        expect(readProgress(JSON.stringify(data))).toEqual({ ok: true, data })
      }),
    )
  })
})
