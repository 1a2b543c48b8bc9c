import { commandsLike, patternText } from './command-match.ts'
import type { Judge } from './finding.ts'
import { inRange, lastNumber, rangeText } from './show.ts'

/** A command that was run and answered without an error. */
export const judgeUsed: Judge<'used'> = ({ command, times }, evidence, words) => {
  const count = commandsLike(command, evidence, false).filter(
    ({ reply }) => reply.kind !== 'error',
  ).length
  return {
    passed: inRange(count, times),
    subject: words.command(patternText(command), command.client),
    expected: words.times(rangeText(times, words), lastNumber(times)),
    actual: count === 0 ? words.never : words.times(String(count), count),
  }
}
