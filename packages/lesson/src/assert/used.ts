import { commandsLike, patternText } from './command-match.ts'
import type { Judge } from './finding.ts'
import { countOf, exactly, inRange } from './show.ts'

/** A command that was run and answered without an error. */
export const judgeUsed: Judge<'used'> = ({ command, times }, evidence, words) => {
  const count = commandsLike([command], evidence, false).filter(
    ({ reply }) => reply.kind !== 'error',
  ).length
  return {
    passed: inRange(count, times),
    subject: words.command(patternText(command), command.client),
    expected: words.times(countOf(times, words)),
    actual: count === 0 ? words.never : words.times(exactly(count)),
  }
}
