import { renderFor, splitLine } from '@keyspace/redis-lang'
import type { Question } from '../ast.ts'
import type { CatalogEntry } from '../catalog/catalog-entry.ts'
import { entryProblem } from '../catalog/entry-problem.ts'
import type { Problem } from '../problem.ts'
import { blocksOf } from './blocks-of.ts'
import type { OpenRunner, ProofRunner } from './runner.ts'
import { firstClient, onSandbox } from './with-seed.ts'

/**
 * Computes the key of every prediction by running its command on a seeded sandbox: the option that
 * is called right must be what redis-cli prints.
 */
export async function proveQuizzes(
  entry: CatalogEntry,
  open: OpenRunner,
): Promise<readonly Problem[]> {
  const questions = predictionsOf(entry)
  if (questions.length === 0) return []
  const prove = (some: readonly Prediction[]): Promise<readonly Problem[]> =>
    onSandbox(open, async (runner) => {
      const problems: Problem[] = []
      for (const question of some) problems.push(...(await proveOne(entry, question, runner)))
      return problems
    })
  if (entry.lesson.needs !== 'dedicated') return prove(questions)
  // FLUSHALL does not take back what CONFIG SET did.
  return (await Promise.all(questions.map((question) => prove([question])))).flat()
}

type Prediction = Question & { readonly prediction: NonNullable<Question['prediction']> }

function predictionsOf({ lesson }: CatalogEntry): Prediction[] {
  return blocksOf(lesson)
    .flatMap((block) => (block.kind === 'quiz' ? block.questions : []))
    .filter(isPrediction)
}

function isPrediction(question: Question): question is Prediction {
  return question.prediction !== undefined
}

async function proveOne(
  entry: CatalogEntry,
  question: Prediction,
  runner: ProofRunner,
): Promise<Problem[]> {
  const { before, run } = question.prediction
  for (const line of ['FLUSHALL', ...entry.lesson.seed]) await runner.seed(line)
  const client = firstClient(entry.lesson)
  for (const { line } of before) {
    const reply = await runner.run(client, line)
    if (reply.kind !== 'error') continue
    return [predictionProblem(entry, question, `\`${line}\` answers ${reply.value}`)]
  }
  const reply = await runner.run(client, run.line)
  const split = splitLine(run.line)
  const key = renderFor(split.ok ? split.args : [], reply)
  return compare(entry, question, key)
}

function compare(entry: CatalogEntry, question: Prediction, key: string): Problem[] {
  const right = question.options.find(({ isRight }) => isRight)?.text ?? ''
  if (right === key) return []
  const message = `\`${question.prediction.run.line}\` answers ${inOneLine(key)}, and the option called right says ${inOneLine(right)}`
  return [predictionProblem(entry, question, message)]
}

function predictionProblem(entry: CatalogEntry, question: Prediction, message: string): Problem {
  return entryProblem(entry, question.span, {
    code: 'predict-reply',
    severity: 'error',
    message: `the question \`${question.id}\`: ${message}`,
    hint: 'mend the command or the options; `right: true` stands at what redis-cli prints',
  })
}

function inOneLine(text: string): string {
  return `\`${text.replaceAll('\n', ' ⏎ ')}\``
}
