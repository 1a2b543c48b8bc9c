import { z } from 'zod'
import type { Assertion } from './assertion.ts'
import { assertions, condition } from './assertion-yaml.ts'
import { strict } from './strict.ts'

/** A mistake that learners make: when all of `when` holds, `say` tells them what happened. */
interface Mistake {
  readonly when: readonly Assertion[]
  readonly say: string
}

/** A step of the learner's, graded by what is in their Redis and what they typed. */
export interface Check {
  readonly id: string
  /** The practice with blanks that it grades. */
  readonly for?: string
  readonly title?: string
  /** The task in a sentence or two, Markdown. */
  readonly say: string
  readonly points: number
  /** Counts, but is not shown. */
  readonly hidden: boolean
  readonly assert: readonly Assertion[]
  /** Markdown; the learner opens them one by one. */
  readonly hints: readonly string[]
  readonly mistakes: readonly Mistake[]
}

const sentence = z.string({ error: 'a sentence for the learner expected\nadd it in quotes' }).min(1)

const task = sentence.refine((say) => !/\{(expected|actual)\}/.test(say), {
  error:
    '{expected} and {actual} are not known here\nput them into the `say` of one assertion under `assert`',
})

/** The YAML of a ```` ```yaml check ```` fence; its id and `for` stand on the fence's first line. */
export const checkSchema = strict({
  title: sentence.optional().describe('The name of the step.'),
  say: task.describe('The task in a sentence or two, Markdown.'),
  points: z.int().min(0).max(100).default(1).describe('What it counts.'),
  hidden: z.boolean().default(false).describe('Counts, and is not shown.'),
  assert: assertions.describe('What must hold, all of it.'),
  hints: z.array(sentence).default([]).describe('Open one by one; Markdown.'),
  mistakes: z
    .array(
      strict({
        when: condition.describe('Assertions that show the mistake, all of which hold.'),
        say: sentence.describe('What the learner is told.'),
      }),
    )
    .default([])
    .describe('Told when the check fails and all of `when` holds; the first that fits.'),
})
