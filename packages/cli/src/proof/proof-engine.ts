import type { OpenRunner } from '@keyspace/lesson/prove'
import {
  createEngine,
  createSandboxService,
  defaultLimits,
  type EngineLog,
} from '@keyspace/sandbox'
import { atMost } from './at-most.ts'
import { findCodeWall } from './program/code-wall.ts'
import { openSandboxRunner } from './sandbox-runner.ts'
import { shareRuns } from './shared-runs.ts'

export type ProofEngineKind = 'embedded' | 'dedicated'

/** An engine that lessons are proved on, with the sandboxes that learners get. */
export interface ProofEngine {
  readonly kind: ProofEngineKind
  /** Waits while as many sandboxes are open as it may have at once. */
  readonly open: OpenRunner
  /** The same, but what led to something wrong before is run again. */
  readonly openDoubting: OpenRunner
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
  let finding: ReturnType<typeof findCodeWall> | undefined
  const wall = () => (finding ??= findCodeWall(trustCode))
  const engine = await createEngine({
    ...{ kind, log: silent, warm: sandboxesAtOnce },
    // Whoever proves lessons has written them, or wants to see what they do.
    oneOwner: true,
  })
  const service = createSandboxService({
    engine,
    limits: defaultLimits,
    idleMs: 600_000,
    maxSandboxes: sandboxesAtOnce * 2,
    log: silent,
  })
  const places = atMost(sandboxesAtOnce)
  const shared = shareRuns(async () => {
    await places.take()
    try {
      const runner = await openSandboxRunner(service, wall)
      return { ...runner, close: () => runner.close().finally(places.give) }
    } catch (cause) {
      places.give()
      throw cause
    }
  })
  return {
    kind,
    ...shared,
    close: async () => {
      await service.close()
      await engine.close()
    },
  }
}
