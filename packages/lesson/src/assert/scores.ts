import type { Judge } from './finding.ts'
import { judgeContent } from './key-view.ts'
import { plain, quotedMap } from './show.ts'

/** A whole sorted set. */
export const judgeScores: Judge<'scores'> = (assertion, evidence, words) => {
  const wanted = Object.entries(assertion.scores)
  return judgeContent(assertion, evidence, words, {
    type: 'zset',
    expected: quotedMap(wanted),
    compare: ({ members }) => {
      const there = new Map(members.map(([member, score]) => [plain(member), toNumber(score)]))
      const same = wanted.every(([member, score]) => there.get(member) === score)
      return {
        passed: same && there.size === wanted.length,
        actual: quotedMap(members.map(([member, score]) => [member, toNumber(score)])),
      }
    },
  })
}

/** Redis prints `inf`; anything else is a number as JavaScript writes it. */
function toNumber(score: string): number {
  return Number(score.replace('inf', 'Infinity'))
}
