import type { Judge } from './finding.ts'
import { judgeView } from './key-view.ts'

export const judgeExists: Judge<'exists'> = (assertion, evidence, words) =>
  judgeView(assertion, evidence, words, words.someValue, () => ({
    passed: true,
    actual: words.keyIsThere,
  }))
