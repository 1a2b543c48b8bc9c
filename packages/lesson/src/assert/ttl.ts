import type { Assertion } from '../schema/assertion.ts'
import type { Judge } from './finding.ts'
import { judgeView } from './key-view.ts'
import type { Messages } from './messages.ts'
import { countOf, exactly, inRange } from './show.ts'

type Ttl = Extract<Assertion, { kind: 'ttl' }>['ttl']

/** How long a key has to live, in seconds: rounded as TTL rounds. */
export const judgeTtl: Judge<'ttl'> = ({ ttl, ...on }, evidence, words) =>
  judgeView(on, evidence, words, expectedTtl(ttl, words), ({ ttlMs }) => {
    if (ttlMs === null) return { passed: ttl === 'none', actual: words.noTtl }
    const seconds = Math.round(ttlMs / 1000)
    const passed = ttl === 'any' || (ttl !== 'none' && inRange(seconds, ttl))
    return { passed, actual: words.ttl(exactly(seconds)) }
  })

function expectedTtl(ttl: Ttl, words: Messages): string {
  if (ttl === 'none') return words.absentTtl
  return ttl === 'any' ? words.someTtl : words.ttl(countOf(ttl, words))
}
