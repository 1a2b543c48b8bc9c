import type { Judge } from './finding.ts'
import { judgeView } from './key-view.ts'
import { inRange, rangeText } from './show.ts'

/** Bytes of a string, elements of anything else. */
export const judgeLength: Judge<'length'> = (assertion, evidence, words) => {
  const expected = words.length(rangeText(assertion.length, words))
  return judgeView(assertion, evidence, words, expected, ({ length }) => ({
    passed: inRange(length, assertion.length),
    actual: words.length(String(length)),
  }))
}
