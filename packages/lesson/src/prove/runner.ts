import type { Reply } from '@keyspace/redis-lang'
import type { Evidence } from '../assert/evidence.ts'

/** A learner's program: practice in TypeScript, as a whole. */
export interface ProofProgram {
  /** The id of its practice. */
  readonly practice: string
  readonly source: string
  /** How long it may run; absent where the lesson does not say. */
  readonly seconds?: number
}

export type ProgramOutcome =
  /** `problem` is what went wrong with it, in a sentence. */
  | { readonly kind: 'ran'; readonly problem?: string }
  /** Nobody ran it; `why` and what to do. */
  | { readonly kind: 'not-run'; readonly why: string; readonly hint: string }

/** A fresh sandbox that a proof works on; each client is a connection that is kept. */
export interface ProofRunner {
  /** Runs one command line as typed and gives its reply. Rejects when the engine is away. */
  readonly run: (client: string, line: string) => Promise<Reply>
  /** Runs a program to its end, as the page does; what it prints is evidence. */
  readonly program: (program: ProofProgram) => Promise<ProgramOutcome>
  /** Runs one line of the lesson's seed, as the platform does before the learner comes. */
  readonly seed: (line: string) => Promise<Reply>
  /** The keys as they are, and the learner's commands that were answered: what the page would know. */
  readonly evidence: () => Promise<Evidence>
  /** Something came otherwise than the lesson says: nobody is to rely on what this runner has seen. */
  readonly doubt: () => void
  readonly close: () => Promise<void>
}

/** Opens a sandbox with nothing in it. */
export type OpenRunner = () => Promise<ProofRunner>
