import type { CheckBlock, FillBlock } from '../ast.ts'
import { judge } from '../assert/judge.ts'
import type { CatalogEntry } from '../catalog/catalog-entry.ts'
import { entryProblem } from '../catalog/entry-problem.ts'
import { isProgram } from '../compile/program-langs.ts'
import type { Problem } from '../problem.ts'
import { blocksOf, checksOf } from './blocks-of.ts'
import { canRun, runAnswer } from './run-answer.ts'
import type { OpenRunner } from './runner.ts'
import { solutionProblem } from './solution-problem.ts'
import { withSeed } from './with-seed.ts'

/** Every blank matters: with any one of them left as it is, a check of the practice fails. */
export async function proveBlanks(entry: CatalogEntry, open: OpenRunner): Promise<Problem[]> {
  const checks = checksOf(entry.lesson)
  const fills = blocksOf(entry.lesson)
    .filter((block) => block.kind === 'fill')
    .filter((fill) => canRun(fill.lang) && fill.isChecked)
    // Command lines with all their blanks open were run already, and here that is the same.
    .filter((fill) => isProgram(fill.lang) || fill.blanks.length > 1)
  const problems = fills.map((fill) => {
    const graded = checks.filter(({ check }) => check.for === fill.id)
    return proveFill(entry, fill, graded, open)
  })
  return (await Promise.all(problems)).flat()
}

async function proveFill(
  entry: CatalogEntry,
  fill: FillBlock,
  graded: readonly CheckBlock[],
  open: OpenRunner,
): Promise<Problem[]> {
  const targets = [fill.id, ...graded.map(({ check }) => check.id)]
  const solution = entry.solutions.find(
    (one) => one.lang === fill.lang && targets.includes(one.for),
  )
  if (solution === undefined) return []
  const answers = answersIn(fill, solution.source)
  if (answers === undefined) {
    // Command lines may be solved in other words, and then nothing says what belongs into which blank.
    if (!isProgram(fill.lang)) return []
    return [
      solutionProblem(entry, solution, {
        code: 'solution-differs',
        severity: 'error',
        message: `this solution is not the practice \`${fill.id}\` with its blanks filled`,
        hint: 'keep every other character of the practice as it is',
      }),
    ]
  }
  const problems = fill.blanks.map(async (blank, index) => {
    const source = withBlank(fill, answers, index)
    return withSeed(entry.lesson, open, async (runner) => {
      const { kind } = await runAnswer(entry, { lang: fill.lang, source }, fill, runner)
      const evidence = await runner.evidence()
      const { lang } = entry.lesson
      const isNeeded = graded.some(({ check }) => !judge(check, evidence, lang).passed)
      return kind === 'not-run' || isNeeded ? [] : [idleBlank(entry, fill, blank.name, index)]
    })
  })
  return (await Promise.all(problems)).flat()
}

function idleBlank(entry: CatalogEntry, fill: FillBlock, own: string, index: number): Problem {
  const name = own === '' ? `number ${index + 1}` : `\`${own}\``
  return entryProblem(entry, fill.span, {
    code: 'blank-idle',
    severity: 'error',
    message: `the practice \`${fill.id}\` passes although its blank ${name} is not filled in`,
    hint: 'assert what the blank is about',
  })
}

/** What the solution has in the place of each blank; undefined when the two do not fit. */
function answersIn(fill: FillBlock, solution: string): readonly string[] | undefined {
  const between = fill.blanks.map(({ span }, index) =>
    fill.source.slice(fill.blanks[index - 1]?.span.end ?? 0, span.start),
  )
  const pieces = [...between, fill.source.slice(fill.blanks.at(-1)?.span.end ?? 0)]
  const pattern = pieces
    .map((text) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('([^]*?)')
  return new RegExp(`^${pattern.trim()}$`).exec(solution.trim())?.slice(1)
}

/** The program with all blanks filled but one. */
function withBlank(fill: FillBlock, answers: readonly string[], open: number): string {
  let text = ''
  let from = 0
  for (const [index, { span }] of fill.blanks.entries()) {
    const answer = index === open ? fill.source.slice(span.start, span.end) : (answers[index] ?? '')
    text += fill.source.slice(from, span.start) + answer
    from = span.end
  }
  return text + fill.source.slice(from)
}
