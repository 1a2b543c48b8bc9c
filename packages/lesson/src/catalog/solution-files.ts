import { posix } from 'node:path'
import { isCopied } from '../compile/check-exam.ts'
import { withInner } from '../compile/grade-practice.ts'
import { isProgram } from '../compile/program-langs.ts'
import type { Solution } from '../compile/solution.ts'
import { meantOneOf } from '../did-you-mean.ts'
import type { Problem } from '../problem.ts'
import { answerFileProblem } from './answer-file-problem.ts'
import type { CatalogEntry } from './catalog-entry.ts'
import type { AnswerFile } from './find-lessons.ts'

const NAME = /^solution\.([a-z][a-z0-9-]*)\.([a-z]+)$/

interface Read {
  readonly solutions: readonly Solution[]
  readonly problems: readonly Problem[]
}

/**
 * The solutions of a lesson with those that lie beside it, in `solution.<check or practice>.<language>`.
 * All its languages share them, and no reader sees them.
 */
export function withSolutionFiles(entry: CatalogEntry): Read {
  const read = entry.file.solutions.map((file) => readSolution(file, entry))
  return {
    solutions: [...entry.solutions, ...read.flatMap(({ solutions }) => solutions)],
    problems: read.flatMap(({ problems }) => problems),
  }
}

function readSolution(file: AnswerFile, entry: CatalogEntry): Read {
  const [, target, lang] = NAME.exec(posix.basename(file.path)) ?? []
  if (target === undefined || lang === undefined) return refused(file, BAD_NAME)
  if (lang !== 'redis' && !isProgram(lang)) {
    return refused(file, { ...UNKNOWN_LANG, message: `nobody can run \`${lang}\` here` })
  }
  const ids = idsOf(entry)
  if (!ids.includes(target)) {
    return refused(file, {
      code: 'solution-for',
      message: `nothing in the lesson has the id \`${target}\``,
      hint: ids.length === 0 ? 'add a check with this id' : meantOneOf(target, ids),
    })
  }
  if (entry.solutions.some((one) => one.for === target)) {
    return refused(file, {
      code: 'solution-twice',
      message: `the lesson has a solution for \`${target}\` in its text as well`,
      hint: 'keep the one in the lesson, which its reader may see, or this one',
    })
  }
  if (entry.lesson.exam !== undefined && isCopied(file.text, entry.file.text)) {
    return refused(file, {
      code: 'exam-solution',
      message: 'most of this solution of an exam stands in the text of the lesson',
      hint: 'show something else there',
    })
  }
  const span = { start: 0, end: file.text.length }
  const solution = { for: target, lang, source: file.text, span, isShown: false, file }
  return { solutions: [solution], problems: [] }
}

const BAD_NAME = {
  code: 'solution-file',
  message: 'a solution that does not say of what',
  hint: 'name the file solution.<id of a check or practice>.redis, or .ts',
} as const

const UNKNOWN_LANG = { code: 'solution-file', hint: 'name it .redis or .ts' } as const

function refused(file: AnswerFile, finding: Pick<Problem, 'code' | 'message' | 'hint'>): Read {
  return { solutions: [], problems: [answerFileProblem(file, { ...finding, severity: 'error' })] }
}

function idsOf({ lesson }: CatalogEntry): readonly string[] {
  const blocks = lesson.sections.flatMap((section) => section.blocks.flatMap(withInner))
  return blocks.flatMap((block) => {
    if (block.kind === 'fill') return [block.id]
    return block.kind === 'check' ? [block.check.id] : []
  })
}
