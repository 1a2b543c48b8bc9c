import type { Judge } from './finding.ts'
import { judgeView } from './key-view.ts'

export const judgeType: Judge<'type'> = (assertion, evidence, words) =>
  judgeView(assertion, evidence, words, words.type(assertion.type), ({ value }) => ({
    passed: value.type === assertion.type,
    actual: words.type(value.type),
  }))
