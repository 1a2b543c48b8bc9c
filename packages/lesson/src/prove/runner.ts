import type { Reply } from '@keyspace/redis-lang'
import type { Evidence } from '../assert/evidence.ts'

/** A fresh sandbox that a proof works on; each client is a connection that is kept. */
export interface ProofRunner {
  /** Runs one command line as typed and gives its reply. Rejects when the engine is away. */
  readonly run: (client: string, line: string) => Promise<Reply>
  /** Runs one line of the lesson's seed, as the platform does before the learner comes. */
  readonly seed: (line: string) => Promise<Reply>
  /** The keys as they are, and the learner's commands that were answered: what the page would know. */
  readonly evidence: () => Promise<Evidence>
  readonly close: () => Promise<void>
}

/** Opens a sandbox with nothing in it. */
export type OpenRunner = () => Promise<ProofRunner>
