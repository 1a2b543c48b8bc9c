import type { ShownProblem } from '@keyspace/lesson/virtual-events'
import { expect, it } from 'vitest'
import { markedExcerpt } from './excerpt.ts'
import { ofPage } from './told-problems.ts'

function problem(file: string, severity: ShownProblem['severity'] = 'error'): ShownProblem {
  return {
    ...{ code: 'fence-role', severity, message: 'wrong', hint: 'mend it', file },
    ...{ line: 3, column: 10, span: { start: 40, end: 43 }, excerpt: '```redis rum' },
  }
}

it('marks what is wrong in the line, and no more than the line', () => {
  expect(markedExcerpt(problem('a'))).toEqual(['```redis ', 'rum', ''])
  expect(markedExcerpt({ ...problem('a'), span: { start: 40, end: 400 } })[1]).toBe('rum')
  expect(markedExcerpt({ ...problem('a'), excerpt: '' })).toEqual(['', '', ''])
})

it('tells the problems of the open lesson first by weight, and counts those of others', () => {
  const [own, other] = ['lessons/basic/own/en.md', 'lessons/basic/other/en.md']
  const all = [problem(own, 'warning'), problem(own), problem(other), problem(other, 'warning')]
  const told = ofPage(all, '/lessons/own')
  expect(told.own.map(({ severity }) => severity)).toEqual(['error', 'warning'])
  expect(told.elsewhere).toBe(1)
  expect(ofPage(all, '/').own).toHaveLength(4)
})
