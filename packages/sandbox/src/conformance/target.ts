import type { ConnectionHandlers, EngineConnection, Engine } from '../engine/engine.ts'

/** Something that cases run on: gives a fresh, empty server for each case. */
export interface Target {
  readonly name: string
  start(): Promise<RunningTarget>
  close(): Promise<void>
}

export interface RunningTarget {
  connect(handlers: ConnectionHandlers): EngineConnection
  stop(): Promise<void>
}

/** An engine as the learner meets it, without the session in front of it. */
export function engineTarget(name: string, engine: Engine): Target {
  return {
    name,
    async start() {
      const instance = await engine.launch({ user: 'learner' })
      return {
        connect: (handlers) => instance.connect(handlers),
        stop: () => instance.kill(),
      }
    },
    close: () => engine.close(),
  }
}
