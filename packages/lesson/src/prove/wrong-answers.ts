import { posix } from 'node:path'
import { judge } from '../assert/judge.ts'
import type { CheckBlock, FillBlock } from '../ast.ts'
import { answerFileProblem } from '../catalog/answer-file-problem.ts'
import type { CatalogEntry } from '../catalog/catalog-entry.ts'
import type { AnswerFile } from '../catalog/find-lessons.ts'
import { isProgram } from '../compile/program-langs.ts'
import { meantOneOf } from '../did-you-mean.ts'
import type { Problem } from '../problem.ts'
import { blocksOf, checksOf } from './blocks-of.ts'
import { canRun, runAnswer } from './run-answer.ts'
import type { OpenRunner } from './runner.ts'
import { withSeed } from './with-seed.ts'

/** The first line of a wrong answer: the check it fails at, and which of its mistakes explains it. */
const HEADER = /^(?:#|\/\/)\s*check:\s*([\w-]+)(?:\s*,\s*mistake\s+(\d{1,2}))?\s*$/

interface Finding {
  readonly code: string
  readonly message: string
  readonly hint: string
}

/**
 * Every `wrong/<cause>.<language>` beside the lesson fails at the check that its first line names, and
 * the learner is told why: by the mistake with that number (from 1), or by any when it names none.
 */
export async function proveWrongAnswers(entry: CatalogEntry, open: OpenRunner): Promise<Problem[]> {
  const problems = entry.file.wrong.map(async (file) => {
    const findings = await prove(entry, file, open)
    return findings.map((finding) => answerFileProblem(file, { ...finding, severity: 'error' }))
  })
  return (await Promise.all(problems)).flat()
}

async function prove(
  entry: CatalogEntry,
  file: AnswerFile,
  open: OpenRunner,
): Promise<readonly Finding[]> {
  const lang = posix.extname(file.path).slice(1)
  const [first = '', ...rest] = file.text.split(/\r?\n/)
  const [, id, number] = HEADER.exec(first) ?? []
  const checks = checksOf(entry.lesson)
  const block = checks.find(({ check }) => check.id === id)
  if (!canRun(lang)) return [{ ...UNKNOWN_LANG, message: `nobody can run \`${lang}\` here` }]
  if (id === undefined) return [NO_HEADER]
  if (block === undefined) {
    const ids = checks.map(({ check }) => check.id)
    const hint = ids.length === 0 ? 'give the lesson a check' : meantOneOf(id, ids)
    return [{ code: 'wrong-check', message: `the lesson has no check \`${id}\``, hint }]
  }
  const fill = blocksOf(entry.lesson)
    .filter((one): one is FillBlock => one.kind === 'fill')
    .find((one) => one.id === block.check.for)
  return withSeed(entry.lesson, open, async (runner) => {
    // The line of the header stays, so that a program's lines keep their numbers.
    const source = [isProgram(lang) ? first : '', ...rest].join('\n')
    const outcome = await runAnswer(entry, { lang, source }, fill, runner)
    if (outcome.kind === 'not-run') return []
    const verdict = judge(block.check, await runner.evidence(), entry.lesson.lang)
    if (verdict.passed) return [passes(block)]
    return explained(block, verdict.mistake, number)
  })
}

const UNKNOWN_LANG = {
  code: 'wrong-lang',
  hint: 'name the file <cause>.redis or <cause>.ts',
} as const

const NO_HEADER: Finding = {
  code: 'wrong-check',
  message: 'a wrong answer that does not say at which check it fails',
  hint: 'start it with `# check: its-id` (`// check: its-id` in a program)',
}

function passes({ check }: CheckBlock): Finding {
  return {
    code: 'wrong-passes',
    message: `this answer is wrong, and the check \`${check.id}\` passes with it`,
    hint: 'assert what is wrong about it, or take the file away',
  }
}

function explained(
  { check }: CheckBlock,
  mistake: string | undefined,
  number: string | undefined,
): readonly Finding[] {
  if (mistake === undefined) {
    return [
      {
        code: 'wrong-unexplained',
        message: `this answer fails at \`${check.id}\`, and no mistake tells the learner why`,
        hint: `add one to \`mistakes\` of the check`,
      },
    ]
  }
  if (number === undefined || check.mistakes[Number(number) - 1]?.say === mistake) return []
  return [
    {
      code: 'wrong-mistake',
      message: `this answer fails at \`${check.id}\`, and the learner is told: ${mistake}`,
      hint: `it should be mistake ${number}; the first that holds is told, so mend its \`when\` or the order`,
    },
  ]
}
