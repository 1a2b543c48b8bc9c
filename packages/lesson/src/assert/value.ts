import type { Judge } from './finding.ts'
import { judgeContent } from './key-view.ts'
import { quoted } from './show.ts'

/** The string under a key, byte for byte. */
export const judgeValue: Judge<'value'> = (assertion, evidence, words) =>
  judgeContent(assertion, evidence, words, {
    type: 'string',
    expected: quoted(assertion.value),
    compare: ({ value }) => ({ passed: value === assertion.value, actual: quoted(value) }),
  })
