import type { OpenRunner } from '@keyspace/lesson/prove'
import {
  createEngine,
  createSandboxService,
  defaultLimits,
  type EngineLog,
} from '@keyspace/sandbox'
import { findCodeWall } from './program/code-wall.ts'
import { openSandboxRunner } from './sandbox-runner.ts'

export type ProofEngineKind = 'embedded' | 'dedicated'

/** An engine that lessons are proved on, with the sandboxes that learners get. */
export interface ProofEngine {
  readonly kind: ProofEngineKind
  readonly open: OpenRunner
  /** Ends every sandbox; no process is left. */
  readonly close: () => Promise<void>
}

const silent: EngineLog = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
}

/**
 * `trustCode` runs programs of lessons without a box around them.
 *
 * @throws {EngineUnavailable} when it cannot run here; the message is fit for a person.
 */
export async function openProofEngine(
  kind: ProofEngineKind,
  sandboxesAtOnce: number,
  trustCode = false,
): Promise<ProofEngine> {
  const wall = await findCodeWall(trustCode)
  const engine = await createEngine({ kind, warm: sandboxesAtOnce, log: silent })
  const service = createSandboxService({
    engine,
    limits: defaultLimits,
    idleMs: 600_000,
    maxSandboxes: sandboxesAtOnce * 2,
    log: silent,
  })
  return {
    kind,
    open: () => openSandboxRunner(service, wall),
    close: async () => {
      await service.close()
      await engine.close()
    },
  }
}
