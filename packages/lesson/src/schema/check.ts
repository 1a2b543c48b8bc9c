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
  title: sentence.optional(),
  say: task,
  points: z.int().min(0).max(100).default(1),
  hidden: z.boolean().default(false),
  assert: assertions,
  hints: z.array(sentence).default([]),
  mistakes: z.array(strict({ when: condition, say: sentence })).default([]),
})
