import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Question } from '../ast.ts'
import type { QuestionKind } from '../schema/quiz.ts'
import { judgeAnswer, optionOrder, PASS_PERCENT, scoreQuiz } from './index.ts'

function question(
  kind: QuestionKind,
  ...options: readonly (readonly [string, boolean])[]
): Question {
  return {
    ...{ id: 'q', kind, askHtml: '', about: 'theory', span: { start: 0, end: 1 } },
    options: options.map(([text, isRight]) => ({ text, html: text, isRight, whyHtml: '' })),
  }
}

const picked = (...options: readonly number[]) => ({ kind: 'picked', options }) as const

describe('judgeAnswer', () => {
  it('takes the one right option and no other', () => {
    const single = question('single', ['a', false], ['b', true], ['c', false])
    expect(judgeAnswer(single, picked(1)).isRight).toBe(true)
    expect(judgeAnswer(single, picked(0))).toEqual({
      isRight: false,
      options: [
        { wasPicked: true, isRight: false },
        { wasPicked: false, isRight: false },
        { wasPicked: false, isRight: true },
      ],
    })
    expect(judgeAnswer(single, picked()).isRight).toBe(false)
  })

  it('takes all right options of several, not some and not more', () => {
    const multi = question('multi', ['a', true], ['b', true], ['c', false])
    expect(judgeAnswer(multi, picked(1, 0)).isRight).toBe(true)
    expect(judgeAnswer(multi, picked(0)).isRight).toBe(false)
    expect(judgeAnswer(multi, picked(0, 1, 2)).isRight).toBe(false)
  })

  it('reads a typed answer without regard to case and spaces, and finds foreseen mistakes', () => {
    const text = question('text', ['SET user:1', true], ['PUT', false])
    expect(judgeAnswer(text, { kind: 'typed', text: '  set   USER:1 ' })).toMatchObject({
      isRight: true,
      matched: 0,
    })
    expect(judgeAnswer(text, { kind: 'typed', text: 'put' })).toMatchObject({
      isRight: false,
      matched: 1,
    })
    expect(judgeAnswer(text, { kind: 'typed', text: '' })).not.toHaveProperty('matched')
  })

  it('wants the whole order', () => {
    const order = question('order', ['a', false], ['b', false], ['c', false])
    const ordered = (...options: readonly number[]) => ({ kind: 'ordered', options }) as const
    expect(judgeAnswer(order, ordered(0, 1, 2)).isRight).toBe(true)
    expect(judgeAnswer(order, ordered(0, 2, 1)).options.map(({ isRight }) => isRight)).toEqual([
      true,
      false,
      false,
    ])
    expect(judgeAnswer(order, ordered(0, 1)).isRight).toBe(false)
  })
})

describe('optionOrder', () => {
  it('shows every option once, always the same way, and never an order that is solved', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 2, max: 9 }), (id, count) => {
        const options = Array.from({ length: count }, (_, at) => [`o${at}`, false] as const)
        const asked = { ...question('order', ...options), id }
        const shown = optionOrder(asked)
        expect(shown.toSorted((a, b) => a - b)).toEqual(options.map((_, at) => at))
        expect(optionOrder(asked)).toEqual(shown)
        expect(judgeAnswer(asked, { kind: 'ordered', options: shown }).isRight).toBe(false)
      }),
    )
  })
})

it.each([
  [8, 10, 80, true],
  [7, 9, 77, false],
  [799, 1000, 79, false],
  [10, 10, 100, true],
  [0, 0, 0, false],
])('%i of %i is %i percent', (right, total, percent, isPassed) => {
  expect(scoreQuiz(right, total)).toEqual({ right, total, percent, isPassed })
  expect(PASS_PERCENT).toBe(80)
})
