import type { Judge } from './finding.ts'
import { judgeContent } from './key-view.ts'
import { plain, quotedList } from './show.ts'

/** A whole list in its order. */
export const judgeItems: Judge<'items'> = (assertion, evidence, words) =>
  judgeContent(assertion, evidence, words, {
    type: 'list',
    expected: quotedList(assertion.items),
    compare: ({ items }) => ({
      passed: JSON.stringify(items.map(plain)) === JSON.stringify(assertion.items),
      actual: quotedList(items),
    }),
  })
