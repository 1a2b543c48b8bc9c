import type { Assertion } from '../schema/assertion.ts'
import type { Evidence } from './evidence.ts'
import type { Messages } from './messages.ts'

/** What a look at the evidence says about one assertion, in the learner's language. */
export interface Finding {
  readonly passed: boolean
  /** What it speaks of: a key, a command. */
  readonly subject: string
  readonly expected: string
  readonly actual: string
}

/** The evidence as one check sees it. */
export interface CheckEvidence extends Evidence {
  /** What the program that the check grades printed; undefined before it ran. */
  readonly output: readonly string[] | undefined
  /** Which answers to a command count that was run more than once. */
  readonly answers: 'any' | 'last'
}

/** The judge of one kind of assertion. */
export type Judge<Kind extends Assertion['kind']> = (
  assertion: Extract<Assertion, { kind: Kind }>,
  evidence: CheckEvidence,
  words: Messages,
) => Finding
