import type { EngineLog } from '../engine/create-engine.ts'
import type { Engine, IsolationLevel } from '../engine/engine.ts'
import { defaultLimits } from '../limits.ts'
import { createSandboxService } from '../sandbox-service.ts'
import { probes } from './probes.ts'
import { provenIsolation } from './proven-isolation.ts'

export interface SelfTest {
  /** How far an instance really is shut in, by what the kernel says. */
  readonly isolation: IsolationLevel
  /** What did not hold, as sentences for the operator; empty when all did. */
  readonly failures: readonly string[]
}

/** Short, so that the probe that spins does not hold up the start. */
const spinMs = 250
const probeMs = 8_000

const silent: EngineLog = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
}

/**
 * Tries to break out of sandboxes of this engine, through all that stands before it, and looks at
 * how an instance runs. Never rejects; leaves nothing behind.
 */
export async function selfTest(engine: Engine): Promise<SelfTest> {
  try {
    const [isolation, failures] = await Promise.all([proveIsolation(engine), breakOut(engine)])
    return { isolation, failures }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { isolation: 'none', failures: [`The self-test could not be run: ${reason}`] }
  }
}

async function proveIsolation(engine: Engine): Promise<IsolationLevel> {
  const instance = await engine.launch({ user: 'self-test' })
  try {
    return provenIsolation(instance.processGroup)
  } finally {
    await instance.kill()
  }
}

async function breakOut(engine: Engine): Promise<readonly string[]> {
  const service = createSandboxService({
    engine,
    limits: { ...defaultLimits, commandMs: spinMs },
    idleMs: 60_000,
    maxSandboxes: 2,
    log: silent,
  })
  try {
    const [a, b] = await Promise.all([service.create(), service.create()])
    const failures: string[] = []
    for (const probe of probes) {
      const holds = await inTime(probe.holds(a, b))
      if (!holds) failures.push(probe.failure)
    }
    return failures
  } finally {
    await service.close()
  }
}

/** A probe that does not come to its end has failed. */
async function inTime(holds: Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), probeMs)
  })
  try {
    return await Promise.race([holds, late])
  } catch {
    return false
  } finally {
    clearTimeout(timer)
  }
}
