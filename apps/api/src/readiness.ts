import type { Engine, IsolationLevel, SelfTest } from '@keyspace/sandbox'
import type { Log } from './log.ts'

interface ReadinessReport {
  readonly isReady: boolean
  readonly engine: string
  readonly isolation: IsolationLevel
  readonly version: string
  /** Why not, in a sentence fit for a person. */
  readonly reason?: string
}

export interface Readiness {
  check(): Promise<ReadinessReport>
}

interface ReadinessOptions {
  readonly engine: Engine
  /** What the tries to break out of a sandbox came to, at the start. */
  readonly selfTest: Promise<SelfTest>
  readonly version: string
  readonly log: Log
  /** Milliseconds, monotonic. */
  readonly now: () => number
}

/** Load balancers ask often; a launch now and then is proof enough. */
const freshMs = 5_000

/**
 * Ready means that the sandboxes of this engine hold, which was tried at the start, and that one can
 * be launched, which is tried again: one, ended at once.
 */
export function createReadiness(options: ReadinessOptions): Readiness {
  const { engine, selfTest, version, log, now } = options
  let last: { readonly at: number; readonly report: Promise<ReadinessReport> } | undefined

  async function launchOne(): Promise<ReadinessReport> {
    const { isolation, failures } = await selfTest
    const about = { engine: engine.kind, isolation, version }
    if (failures.length > 0) return { isReady: false, ...about, reason: failures.join(' ') }
    try {
      const instance = await engine.launch({ user: 'readiness' })
      await instance.kill()
      return { isReady: true, ...about }
    } catch (error) {
      log.error({ err: error }, 'the engine cannot launch a sandbox')
      const reason =
        error instanceof Error && error.name === 'EngineUnavailable' ? error.message : undefined
      return { isReady: false, ...about, reason: reason ?? 'The engine cannot launch a sandbox.' }
    }
  }

  return {
    check() {
      if (last === undefined || now() - last.at >= freshMs)
        last = { at: now(), report: launchOne() }
      return last.report
    },
  }
}
