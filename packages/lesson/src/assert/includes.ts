import type { BytesJson, KeyValue } from '@keyspace/redis-lang'
import type { Judge } from './finding.ts'
import { judgeView } from './key-view.ts'
import { plain, quotedList } from './show.ts'

/** At least these items, members or field names. */
export const judgeIncludes: Judge<'includes'> = (assertion, evidence, words) => {
  const expected = words.amongOthers(quotedList(assertion.includes))
  return judgeView(assertion, evidence, words, expected, ({ value, truncated }) => {
    const there = elementsOf(value)
    if (there === undefined) return { passed: false, actual: words.type(value.type) }
    const names = new Set(there.map(plain))
    const passed = assertion.includes.every((name) => names.has(name))
    return { passed, actual: !passed && truncated ? words.tooLong : quotedList(there) }
  })
}

function elementsOf(value: KeyValue): readonly BytesJson[] | undefined {
  switch (value.type) {
    case 'list':
      return value.items
    case 'set':
      return value.members
    case 'hash':
      return value.fields.map(([name]) => name)
    case 'zset':
      return value.members.map(([member]) => member)
    case 'string':
    case 'stream':
      return undefined
  }
}
