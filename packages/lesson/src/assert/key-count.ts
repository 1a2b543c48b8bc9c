import type { Judge } from './finding.ts'
import { globMatch } from './glob-match.ts'
import { inRange, plain, rangeText } from './show.ts'

export const judgeKeyCount: Judge<'key-count'> = ({ match, db, count }, evidence, words) => {
  const found = evidence.keys.filter((view) => view.db === db && globMatch(match, plain(view.key)))
  return {
    passed: inRange(found.length, count),
    subject: words.keysLike(match),
    expected: rangeText(count, words),
    actual: String(found.length),
  }
}
