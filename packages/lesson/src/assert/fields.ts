import type { Judge } from './finding.ts'
import { judgeContent } from './key-view.ts'
import { plain, quotedMap } from './show.ts'

/** A whole hash, its fields in whatever order. */
export const judgeFields: Judge<'fields'> = (assertion, evidence, words) => {
  const wanted = Object.entries(assertion.fields)
  return judgeContent(assertion, evidence, words, {
    type: 'hash',
    expected: quotedMap(wanted),
    compare: ({ fields }) => {
      const there = new Map(fields.map(([name, value]) => [plain(name), plain(value)]))
      const same = wanted.every(([name, value]) => there.get(name) === value)
      return { passed: same && there.size === wanted.length, actual: quotedMap(fields) }
    },
  })
}
