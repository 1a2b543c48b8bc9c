import type { Judge } from './finding.ts'
import { judgeContent } from './key-view.ts'
import { plain, quotedList } from './show.ts'

/** A whole set, in whatever order. */
export const judgeMembers: Judge<'members'> = (assertion, evidence, words) => {
  const wanted = [...new Set(assertion.members)].toSorted()
  return judgeContent(assertion, evidence, words, {
    type: 'set',
    expected: quotedList(wanted),
    compare: ({ members }) => {
      const there = members.map(plain).toSorted()
      return {
        passed: JSON.stringify(there) === JSON.stringify(wanted),
        actual: quotedList(there),
      }
    },
  })
}
