import type { Problem } from '../problem.ts'
import type { AnswerFile } from './find-lessons.ts'

/** Something wrong with a file beside a lesson, told at its first line. */
export function answerFileProblem(
  { path, text }: AnswerFile,
  problem: Pick<Problem, 'code' | 'severity' | 'message' | 'hint'>,
): Problem {
  const end = text.indexOf('\n')
  const span = { start: 0, end: Math.max(1, end === -1 ? text.length : end) }
  return { ...problem, file: path, line: 1, column: 1, span }
}
