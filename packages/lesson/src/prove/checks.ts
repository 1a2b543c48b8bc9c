import { judge } from '../assert/judge.ts'
import type { CheckBlock, FillBlock } from '../ast.ts'
import type { CatalogEntry } from '../catalog/catalog-entry.ts'
import { entryProblem } from '../catalog/entry-problem.ts'
import type { Solution } from '../compile/solution.ts'
import type { Problem } from '../problem.ts'
import { proveBlanks } from './blanks.ts'
import { blocksOf, checksOf } from './blocks-of.ts'
import { canRun, runAnswer } from './run-answer.ts'
import type { OpenRunner, ProgramOutcome, ProofRunner } from './runner.ts'
import { solutionProblem } from './solution-problem.ts'
import { withSeed } from './with-seed.ts'

/**
 * The checks of a lesson are worth something: the seed alone passes none of them, practice with its
 * blanks left as they are passes none, and with the solutions, one after the other, each passes.
 */
export async function proveChecks(entry: CatalogEntry, open: OpenRunner): Promise<Problem[]> {
  const checks = checksOf(entry.lesson)
  if (checks.length === 0) return []
  const hasPractice = checks.some(({ check }) => check.for !== undefined)
  const problems = await Promise.all([
    hasPractice
      ? withSeed(entry.lesson, open, (runner) => unfilledProblems(entry, checks, runner))
      : [],
    withSeed(entry.lesson, open, async (runner) => [
      ...(await idleProblems(entry, checks, runner)),
      ...(await solutionProblems(entry, checks, runner)),
    ]),
    proveBlanks(entry, open),
  ])
  return problems.flat()
}

async function idleProblems(
  entry: CatalogEntry,
  checks: readonly CheckBlock[],
  runner: ProofRunner,
): Promise<Problem[]> {
  const evidence = await runner.evidence()
  return checks
    .filter(({ check }) => judge(check, evidence, entry.lesson.lang).passed)
    .map(({ check, span }) =>
      entryProblem(entry, span, {
        code: 'check-idle',
        severity: 'error',
        message: `the check \`${check.id}\` passes before the learner does anything`,
        hint: 'assert something that only the work brings about',
      }),
    )
}

async function unfilledProblems(
  entry: CatalogEntry,
  checks: readonly CheckBlock[],
  runner: ProofRunner,
): Promise<Problem[]> {
  const fills = blocksOf(entry.lesson).filter((block) => block.kind === 'fill')
  const graded = checks.filter(({ check }) => fills.some(({ id }) => id === check.for))
  for (const fill of fills.filter(isCommands)) await runAnswer(entry, fill, fill, runner)
  const evidence = await runner.evidence()
  return graded
    .filter(({ check }) => judge(check, evidence, entry.lesson.lang).passed)
    .map(({ check, span }) =>
      entryProblem(entry, span, {
        code: 'check-unfilled',
        severity: 'error',
        message: `the check \`${check.id}\` passes although no blank was filled in`,
        hint: 'assert what the blanks are about',
      }),
    )
}

/** Command lines: all of them run here; a program with every blank open would not even start. */
function isCommands({ lang, isChecked }: FillBlock): boolean {
  return lang === 'redis' && isChecked
}

async function solutionProblems(
  entry: CatalogEntry,
  checks: readonly CheckBlock[],
  runner: ProofRunner,
): Promise<Problem[]> {
  const problems: Problem[] = []
  const outcomes = new Map<Solution, ProgramOutcome>()
  for (const block of checks) {
    const { check, span } = block
    const solution = solutionOf(check, entry.solutions)
    if (solution === undefined) {
      problems.push(
        entryProblem(entry, span, {
          code: 'check-unsolved',
          severity: 'error',
          message: `nothing shows that the check \`${check.id}\` can be passed`,
          hint: `add \`${fillOf(entry, check)?.lang ?? 'redis'} solution for=${check.id}\`, or a file beside it`,
        }),
      )
      continue
    }
    // Two checks may grade one practice, which a learner runs once.
    const outcome =
      outcomes.get(solution) ?? (await runAnswer(entry, solution, fillOf(entry, check), runner))
    outcomes.set(solution, outcome)
    problems.push(
      ...(outcome.kind === 'not-run'
        ? [notRunProblem(entry, solution, outcome)]
        : failedSolution(entry, block, solution, {
            problem: outcome.problem,
            said: await judgeNow(entry, block, runner),
          })),
    )
  }
  return problems
}

function solutionOf(
  check: CheckBlock['check'],
  solutions: readonly Solution[],
): Solution | undefined {
  return solutions.find(
    (solution) =>
      canRun(solution.lang) && (solution.for === check.id || solution.for === check.for),
  )
}

/** The practice that a check grades. */
function fillOf({ lesson }: CatalogEntry, check: CheckBlock['check']): FillBlock | undefined {
  return blocksOf(lesson)
    .filter((block) => block.kind === 'fill')
    .find(({ id }) => id === check.for)
}

/** A proof that was left out must not look like one that held. */
function notRunProblem(
  entry: CatalogEntry,
  solution: Solution,
  { why, hint }: Extract<ProgramOutcome, { kind: 'not-run' }>,
): Problem {
  return solutionProblem(entry, solution, {
    code: 'program-not-run',
    severity: 'warning',
    message: `this program was not run: ${why}`,
    hint,
  })
}

async function judgeNow(entry: CatalogEntry, { check }: CheckBlock, runner: ProofRunner) {
  const { results } = judge(check, await runner.evidence(), entry.lesson.lang)
  return results.filter(({ passed }) => !passed).map(({ say }) => say)
}

function failedSolution(
  entry: CatalogEntry,
  { check }: CheckBlock,
  solution: Solution,
  { problem, said }: { readonly problem: string | undefined; readonly said: readonly string[] },
): Problem[] {
  const [failed] = said
  const first = problem ?? failed
  if (first === undefined) return []
  return [
    solutionProblem(entry, solution, {
      code: 'solution-fails',
      severity: 'error',
      message: `this solution does not pass the check \`${check.id}\`: ${first}`,
      hint: 'mend the solution or the check',
    }),
  ]
}
