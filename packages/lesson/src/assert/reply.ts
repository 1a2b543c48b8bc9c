import { bytesFromJson, renderFor, replyFromJson } from '@keyspace/redis-lang'
import { commandsLike, patternText } from './command-match.ts'
import type { AnsweredCommand } from './evidence.ts'
import type { Judge } from './finding.ts'
import { globMatch } from './glob-match.ts'
import { cut } from './show.ts'

/** Some answer to a command, or its last one, as redis-cli prints it: the learner saw it. */
export const judgeReply: Judge<'reply'> = ({ commands, is }, evidence, words) => {
  const printed = commandsLike(commands, evidence, true).map(print)
  const last = printed.at(-1)
  const counted = evidence.answers === 'any' ? printed : printed.slice(-1)
  return {
    passed: counted.some((text) => ('text' in is ? text === is.text : globMatch(is.glob, text))),
    subject: words.replyTo(commands.map(patternText).join(' / ')),
    expected: 'text' in is ? cut(is.text) : words.like(cut(is.glob)),
    actual: last === undefined ? words.notRun : cut(last),
  }
}

function print({ argv, reply }: AnsweredCommand): string {
  return renderFor(argv.map(bytesFromJson), replyFromJson(reply))
}
