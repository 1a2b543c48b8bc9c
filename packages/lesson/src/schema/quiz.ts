import { splitLine } from '@keyspace/redis-lang'
import { z } from 'zod'
import { plainAnswer } from '../quiz/plain-answer.ts'
import { strict } from './strict.ts'

const QUESTION_KINDS = ['single', 'multi', 'text', 'order', 'predict'] as const
export type QuestionKind = (typeof QUESTION_KINDS)[number]

const sentence = z
  .union([z.string(), z.number().transform(String)], { error: 'text expected\nput it in quotes' })
  .refine((text) => text.trim() !== '', { error: 'an empty text\nwrite it, or take the key out' })
const why = z
  .string({
    error: 'a reason expected\nsay why this is right or wrong: the reasons are what teaches',
  })
  .min(1, { error: 'an empty reason\nsay why this is right or wrong' })
const id = z
  .string({ error: 'a question without an id\nname it: `id: nil-reply`' })
  .regex(/^[a-z][a-z0-9-]*$/, {
    error: 'not an id\nuse small Latin letters, digits and hyphens, a letter first',
  })
const line = z.string({ error: 'a command expected\nwrite it as you would type it' }).refine(
  (text) => {
    const split = splitLine(text)
    return split.ok && split.args.length > 0
  },
  { error: 'this cannot be typed\nmind the quotation marks' },
)

const option = strict({
  text: sentence.describe('What is chosen; of a prediction the reply as redis-cli prints it.'),
  right: z.boolean().default(false).describe('Is the right one; not in `order`.'),
  why: why.describe('Why it is right or wrong: what teaches.'),
})

const question = strict({
  id: id.describe('Unique in its quiz.'),
  kind: z
    .enum(QUESTION_KINDS, {
      error: `not a kind of question\nuse one of: ${QUESTION_KINDS.join(', ')}`,
    })
    .describe('How it is answered.'),
  ask: sentence.describe('The question, Markdown.'),
  about: sentence.describe(
    'The heading that a wrong answer leads back to: an anchor or a section.',
  ),
  options: z
    .array(option, { error: 'a list of options expected\nstart each with `- text: …`' })
    .describe('In the order of the author; shown mixed.'),
  otherwise: why.optional().describe('Of `text`: what is said to any other answer.'),
  before: z.array(line).default([]).describe('Of `predict`: commands that come before.'),
  run: line.optional().describe('Of `predict`: the command whose reply is asked for.'),
}).superRefine((given, context) => {
  for (const { path, message } of faultsIn(given)) {
    context.addIssue({ code: 'custom', message, path: [...path] })
  }
})

export type QuestionYaml = z.infer<typeof question>

/** The YAML of a ```` ```yaml quiz ```` fence; its id stands on the fence's first line. */
export const quizSchema = strict({
  title: sentence.optional().describe('Its name.'),
  questions: z
    .array(question, { error: 'a list of questions expected\nstart each with `- id: …`' })
    .min(1, { error: 'no question\nadd one, or take the quiz out' })
    .max(20, { error: 'more than 20 questions\nmake two quizzes of it' })
    .describe('1 to 20.'),
}).superRefine(({ questions }, context) => {
  const ids = new Set<string>()
  for (const [index, { id }] of questions.entries()) {
    if (ids.has(id)) {
      const message = `the question \`${id}\` is there twice\ngive one of them another id`
      context.addIssue({ code: 'custom', message, path: ['questions', index, 'id'] })
    }
    ids.add(id)
  }
})

interface Fault {
  readonly path: readonly (string | number)[]
  /** What is wrong, and on a second line the mend. */
  readonly message: string
}

type Given = Pick<QuestionYaml, 'id' | 'kind' | 'options' | 'otherwise' | 'before' | 'run'>

function faultsIn(given: Given): Fault[] {
  return [...rightFaults(given), ...optionFaults(given), ...kindFaults(given)]
}

/** How many options must be right: at least, and at most. */
const RIGHT = {
  single: [1, 1],
  predict: [1, 1],
  multi: [1, Infinity],
  text: [1, Infinity],
  order: [0, 0],
} as const satisfies Record<QuestionKind, readonly [number, number]>

function rightFaults({ id, kind, options }: Given): Fault[] {
  const count = options.filter(({ right }) => right).length
  const [least, most] = RIGHT[kind]
  if (count < least) {
    const message = `the question \`${id}\` has no right option\nwrite \`right: true\` at the one that is`
    return [{ path: ['options'], message }]
  }
  if (count <= most) return []
  const message =
    kind === 'order'
      ? `the options of \`${id}\` are right by their order\ntake \`right\` out`
      : `the question \`${id}\` has ${count} right options\nleave one, or make it \`kind: multi\``
  return [{ path: ['options'], message }]
}

function optionFaults({ id, kind, options }: Given): Fault[] {
  const least = kind === 'text' ? 1 : 2
  if (options.length < least) {
    const message = `the question \`${id}\` has nothing to choose from\ngive it at least two options`
    return [{ path: ['options'], message }]
  }
  return options.flatMap(({ text }, index): Fault[] => {
    const isTwice = options.slice(0, index).some((other) => sameText(other.text, text, kind))
    const message = `this option is there twice\nchange one of them, or take it out`
    return isTwice ? [{ path: ['options', index, 'text'], message }] : []
  })
}

function sameText(a: string, b: string, kind: QuestionKind): boolean {
  return kind === 'text' ? plainAnswer(a) === plainAnswer(b) : a.trim() === b.trim()
}

function kindFaults({ id, kind, otherwise, before, run }: Given): Fault[] {
  const faults: Fault[] = []
  if (kind === 'predict' && run === undefined) {
    const message = `the question \`${id}\` does not say what is run\nadd \`run:\` with the command`
    faults.push({ path: ['kind'], message })
  }
  if (kind !== 'predict' && (run !== undefined || before.length > 0)) {
    const message = `only a prediction runs a command\ntake it out, or make it \`kind: predict\``
    faults.push({ path: [run === undefined ? 'before' : 'run'], message })
  }
  if (kind === 'text' && otherwise === undefined) {
    const message = `the question \`${id}\` has no word for any other answer\nadd \`otherwise:\` with what to look at`
    faults.push({ path: ['kind'], message })
  }
  if (kind !== 'text' && otherwise !== undefined) {
    const message = `only a text question needs \`otherwise\`\ntake it out: every option has its \`why\``
    faults.push({ path: ['otherwise'], message })
  }
  return faults
}
