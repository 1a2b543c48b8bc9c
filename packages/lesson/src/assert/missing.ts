import type { Judge } from './finding.ts'
import { viewOf } from './key-view.ts'

export const judgeMissing: Judge<'missing'> = (assertion, evidence, words) => {
  const passed = viewOf(assertion, evidence) === undefined
  return {
    passed,
    subject: words.key(assertion.key, assertion.db),
    expected: words.absence,
    actual: passed ? words.noKey : words.keyIsThere,
  }
}
