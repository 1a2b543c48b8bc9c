import type { ToProgram } from '../wire.ts'
import type { ProgramPort } from './port.ts'

/** One connection to the learner's Redis, as bytes of RESP. */
export interface Tunnel {
  readonly send: (bytes: Uint8Array) => void
  readonly close: () => void
}

interface TunnelEvents {
  readonly onOpened: () => void
  readonly onBytes: (bytes: Uint8Array) => void
  readonly onClosed: (reason: string) => void
}

/** All connections of a program, over its one port. */
export interface Tunnels {
  readonly open: (events: TunnelEvents) => Tunnel
  /** Connections that neither side has closed. */
  readonly count: () => number
  /** When bytes went last, in milliseconds of `now`. */
  readonly lastTraffic: () => number
  readonly take: (message: ToProgram) => void
}

export function createTunnels(port: ProgramPort, now: () => number): Tunnels {
  const open = new Map<number, TunnelEvents>()
  let opened = 0
  let lastTraffic = now()
  return {
    open: (events) => {
      opened += 1
      const connection = opened
      open.set(connection, events)
      lastTraffic = now()
      port.post({ kind: 'open', connection })
      return {
        send: (bytes) => {
          lastTraffic = now()
          port.post({ kind: 'data', connection, bytes })
        },
        close: () => {
          if (open.delete(connection)) port.post({ kind: 'close', connection })
        },
      }
    },
    count: () => open.size,
    lastTraffic: () => lastTraffic,
    take: (message) => {
      const events = open.get(message.connection)
      if (events === undefined) return
      lastTraffic = now()
      if (message.kind === 'opened') events.onOpened()
      if (message.kind === 'data') events.onBytes(message.bytes)
      if (message.kind !== 'closed') return
      open.delete(message.connection)
      events.onClosed(message.reason)
    },
  }
}
