import { describe, expect, it } from 'vitest'
import { splitLine } from '@keyspace/redis-lang'
import { quoteProblem } from './quote-problem.ts'

function problemOf(line: string) {
  const split = splitLine(line)
  if (split.ok) throw new Error('the line is fine')
  return quoteProblem(line, split.problems[0]?.span.start ?? -1)
}

describe('the quote that a line stumbles over', () => {
  it('is the one that never closes', () => {
    expect(problemOf('SET a "x')).toEqual({ kind: 'never-closed', quote: '"', column: 7 })
    expect(problemOf("SET пример 'x")).toEqual({ kind: 'never-closed', quote: "'", column: 12 })
  })

  it('is the one that closes where no space follows', () => {
    expect(problemOf('SET a "x"y')).toEqual({ kind: 'no-space', quote: '"', column: 9 })
    expect(problemOf('SET a "x""y"')).toEqual({ kind: 'no-space', quote: '"', column: 9 })
  })
})
