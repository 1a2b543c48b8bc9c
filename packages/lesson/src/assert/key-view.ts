import type { KeyValue, KeyView } from '@keyspace/redis-lang'
import type { Evidence } from './evidence.ts'
import type { Finding } from './finding.ts'
import type { Messages } from './messages.ts'

interface OnKey {
  readonly key: string
  readonly db: number
}

export function viewOf({ key, db }: OnKey, evidence: Evidence): KeyView | undefined {
  return evidence.keys.find((view) => view.key === key && view.db === db)
}

/** Judges a key by what is in it; a key that is not there fails with just that. */
export function judgeView(
  on: OnKey,
  evidence: Evidence,
  words: Messages,
  expected: string,
  look: (view: KeyView) => Pick<Finding, 'passed' | 'actual'>,
): Finding {
  const view = viewOf(on, evidence)
  const subject = words.key(on.key, on.db)
  if (view === undefined) return { passed: false, subject, expected, actual: words.noKey }
  return { subject, expected, ...look(view) }
}

/** Judges a key of one type by its whole content. */
export function judgeContent<Type extends KeyValue['type']>(
  on: OnKey,
  evidence: Evidence,
  words: Messages,
  content: {
    readonly type: Type
    readonly expected: string
    readonly compare: (
      value: Extract<KeyValue, { type: Type }>,
    ) => Pick<Finding, 'passed' | 'actual'>
  },
): Finding {
  return judgeView(on, evidence, words, content.expected, ({ value, truncated }) => {
    if (!isOfType(value, content.type)) return { passed: false, actual: words.type(value.type) }
    if (truncated) return { passed: false, actual: words.tooLong }
    return content.compare(value)
  })
}

function isOfType<Type extends KeyValue['type']>(
  value: KeyValue,
  type: Type,
): value is Extract<KeyValue, { type: Type }> {
  return value.type === type
}
