import type { Argv } from '@keyspace/redis-lang'
import type { EngineKind } from './engine/engine.ts'
import type { Limits } from './limits.ts'
import type { Snapshot } from './observe/see-keys.ts'
import type { Executed } from './run-request.ts'
import type { StepList } from './steps/steps.ts'

/** One learner's Redis, behind an id and a token. */
export interface Sandbox {
  readonly id: string
  /** The secret; never to be logged. */
  readonly token: string
  readonly engine: EngineKind
  readonly limits: Limits
  /** When it ends unless it is used before. */
  readonly expiresAt: Date
  /** Compares in constant time. */
  checkToken(token: string): boolean
  /**
   * Runs commands in a session of their own that ends with them.
   * @throws {SandboxError} `too-many-commands`, `too-many-requests` or `gone`.
   */
  execute(commands: readonly Argv[]): Promise<Executed>
  /** The keyspace as the key viewer shows it, bounded. @throws {SandboxError} `gone`. */
  keys(): Promise<Snapshot>
  /** Commands that any client ran: those behind the step `after`, as many as fit, or the newest. */
  steps(after?: number): StepList
  /**
   * The keyspace as it was right after a step, bounded like {@link keys}; times to live are those
   * that the keys had then. Step 0 is how the sandbox began.
   * @throws {SandboxError} `step-gone`, `too-many-looks` or `gone`.
   */
  keysAt(step: number): Promise<Snapshot>
  /** As it was created, seed included, behind the same id and token; open connections are closed. @throws {SandboxError} */
  reset(): Promise<void>
  /** Ends it; nothing of it is left. */
  delete(): Promise<void>
}
