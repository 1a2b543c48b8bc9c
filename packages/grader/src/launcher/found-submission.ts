import type { Submission } from '../grade-options.ts'

/** A submission that can be started, and what is to be done when it was graded. */
export interface FoundSubmission {
  readonly submission: Submission
  readonly dispose: () => Promise<void>
}

/** The folder is not there, or nothing in it says how it starts; the message is for a person. */
export class NoSubmission extends Error {
  override readonly name = 'NoSubmission'
}
