import type { CommandPattern } from '../schema/assertion.ts'
import type { AnsweredCommand, Evidence } from './evidence.ts'
import { globMatch } from './glob-match.ts'
import { plain } from './show.ts'

/** A word of the command language, such as EX: its case does not matter to Redis. */
const CAPITALS = /^[A-Z]+$/

/** The commands that fit one of the patterns, oldest first; `whole` when no further argument may follow. */
export function commandsLike(
  patterns: readonly CommandPattern[],
  evidence: Evidence,
  whole: boolean,
): readonly AnsweredCommand[] {
  return evidence.commands.filter((command) =>
    patterns.some((pattern) => fits(pattern, command, whole)),
  )
}

function fits(pattern: CommandPattern, { client, argv }: AnsweredCommand, whole: boolean): boolean {
  if (pattern.client !== undefined && pattern.client !== client) return false
  if (whole ? argv.length !== pattern.words.length : argv.length < pattern.words.length)
    return false
  return pattern.words.every((word, index) => wordFits(word, plain(argv[index] ?? ''), index === 0))
}

function wordFits(word: string, arg: string, isName: boolean): boolean {
  if (isName || CAPITALS.test(word)) return globMatch(word.toLowerCase(), arg.toLowerCase())
  return globMatch(word, arg)
}

/** The pattern as an author wrote it. */
export function patternText({ words }: CommandPattern): string {
  return words.map((word) => (/^\S+$/.test(word) ? word : JSON.stringify(word))).join(' ')
}
