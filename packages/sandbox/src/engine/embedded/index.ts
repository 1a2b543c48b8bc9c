import { EngineUnavailable, type Engine } from '../engine.ts'
import { EmbeddedInstance, server } from './instance.ts'
import { WorkerHost } from './worker-host.ts'

export interface EmbeddedEngineOptions {
  /** What one server's data may take, in bytes; beyond it commands that grow data are refused. */
  readonly memoryBytes?: number
  /** Workers kept ready for the next launch; 1 by default. */
  readonly warm?: number
  /**
   * All servers are one owner's: a Worker whose server was ended takes another one, which saves its start.
   * What breaks out of a server reaches those that come after it in its Worker.
   */
  readonly oneOwner?: boolean
  /** A sandbox that is not used for so many milliseconds gives its Worker back; 30,000 by default. */
  readonly restAfterMs?: number
  /** Told when a Worker ends by itself. */
  readonly log?: { warn(about: object, message: string): void }
}

const defaults = {
  ...{ memoryBytes: 16 * 1024 * 1024, warm: 1, restAfterMs: 30_000 },
  oneOwner: false,
}

/** Servers in Workers of this process: no Redis needs to be installed. */
export function createEmbeddedEngine(options: EmbeddedEngineOptions = {}): Engine {
  const { memoryBytes, warm, restAfterMs, oneOwner } = { ...defaults, ...options }
  const hosts = new Set<WorkerHost>()
  const ready: Promise<WorkerHost>[] = []
  let closed = false

  const start = async (): Promise<WorkerHost> => {
    const host = await WorkerHost.start()
    hosts.add(host)
    void host.ended.then((end) => {
      hosts.delete(host)
      if (end.cause !== 'killed') options.log?.warn(end, 'a Worker of the embedded engine ended')
    })
    if (closed) await host.kill()
    return host
  }
  const warmUp = (): void => {
    while (!closed && ready.length < warm) {
      const next = start()
      next.then(
        (host) => host.rest(),
        // Whoever launches next awaits it and tells the reason.
        () => undefined,
      )
      ready.push(next)
    }
  }

  const take = async (): Promise<WorkerHost> => {
    try {
      const host = await (ready.shift() ?? start())
      host.use()
      return host
    } finally {
      // One owner's Workers come back; the others have to be made.
      if (!oneOwner) warmUp()
    }
  }
  const giveBack = async (host: WorkerHost): Promise<void> => {
    if (!oneOwner || !(await host.empty(server)) || closed) return host.kill()
    host.rest()
    ready.push(Promise.resolve(host))
  }
  if (oneOwner) warmUp()

  return {
    kind: 'embedded',
    async launch({ user }) {
      if (closed) throw new EngineUnavailable('The embedded engine was closed.')
      try {
        const host = await take()
        return new EmbeddedInstance({
          ...{ host, nextHost: take, giveBack },
          ...{ user, memoryBytes, restAfterMs },
        })
      } catch (error) {
        throw new EngineUnavailable('The embedded engine could not be started.', { cause: error })
      }
    },
    async close() {
      closed = true
      await Promise.allSettled(ready)
      await Promise.all([...hosts].map((host) => host.kill()))
    },
  }
}
