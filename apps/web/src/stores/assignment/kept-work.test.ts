import { describe, expect, it } from 'vitest'
import { bestAttempt, mergeAttempts, type Attempt } from './kept-work.ts'

function attempt(id: string, minute: number, score: number | null = null): Attempt {
  const rubric = score === null ? null : 'A'
  return { id, submittedAt: `2026-11-21T10:${String(minute).padStart(2, '0')}:00Z`, score, rubric }
}

describe('the attempts of two tabs', () => {
  it('are all kept, the newest first', () => {
    const merged = mergeAttempts([attempt('a', 1), attempt('c', 3)], [attempt('b', 2)])
    expect(merged.map(({ id }) => id)).toEqual(['c', 'b', 'a'])
  })

  it('keep a grade that either of them has heard', () => {
    expect(mergeAttempts([attempt('a', 1)], [attempt('a', 1, 80)])[0]?.score).toBe(80)
    expect(mergeAttempts([attempt('a', 1, 80)], [attempt('a', 1)])[0]?.score).toBe(80)
  })

  it('are bounded, the oldest go', () => {
    const many = Array.from({ length: 60 }, (_, minute) => attempt(`n${minute}`, minute))
    const merged = mergeAttempts(many, [])
    expect(merged).toHaveLength(50)
    expect(merged.at(-1)?.id).toBe('n10')
  })
})

describe('the best attempt', () => {
  it('has the highest score, whenever it was made', () => {
    const attempts = [attempt('c', 3), attempt('b', 2, 90), attempt('a', 1, 20)]
    expect(bestAttempt(attempts)).toEqual({ score: 90, rubric: 'A' })
  })

  it('is none as long as nothing is graded', () => {
    expect(bestAttempt([attempt('a', 1)])).toBeUndefined()
    expect(bestAttempt([])).toBeUndefined()
  })
})
