import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fairOrder, type Waiting } from './fair-order.ts'

function waiting(learners: string): Waiting[] {
  return Array.from(learners, (learner, at) => ({ id: `${learner}${at}`, learner }))
}

function ids(order: readonly Waiting[]): string {
  return order.map(({ id }) => id).join(' ')
}

describe('the order of a queue', () => {
  it('is first come, first served among different people', () => {
    expect(ids(fairOrder(waiting('abc'), []))).toBe('a0 b1 c2')
  })

  it('lets nobody send so much that others wait for it', () => {
    expect(ids(fairOrder(waiting('aaab'), []))).toBe('a0 b3 a1 a2')
  })

  it('counts what is being served', () => {
    expect(ids(fairOrder(waiting('ab'), ['a']))).toBe('b1 a0')
    expect(ids(fairOrder(waiting('ab'), ['a', 'b']))).toBe('a0 b1')
  })

  it('loses nobody, and keeps the order of each', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-d]{0,20}$/), fc.stringMatching(/^[a-d]{0,2}$/), (q, s) => {
        const all = waiting(q)
        const order = fairOrder(all, Array.from(s))
        expect(order.map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id).sort())
        for (const learner of 'abcd') {
          const own = (list: readonly Waiting[]) => list.filter((one) => one.learner === learner)
          expect(own(order)).toEqual(own(all))
        }
      }),
    )
  })
})
