import { commandsLike, patternText } from './command-match.ts'
import type { Judge } from './finding.ts'
import { exactly } from './show.ts'

/** A command that must not be run, not even to no effect. */
export const judgeForbidden: Judge<'forbidden'> = ({ command }, evidence, words) => {
  const count = commandsLike([command], evidence, false).length
  return {
    passed: count === 0,
    subject: words.command(patternText(command), command.client),
    expected: words.never,
    actual: count === 0 ? words.never : words.times(exactly(count)),
  }
}
