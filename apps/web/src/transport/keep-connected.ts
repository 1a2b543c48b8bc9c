import { backoffMs } from './backoff.ts'
import type { Connection } from './transport.ts'

/** Time and chance, so that a test can hold them. */
export interface RetryClock {
  readonly random: () => number
  /** Calls back once after `ms`; the result cancels it. */
  readonly after: (ms: number, callback: () => void) => () => void
  /** Calls back whenever the browser is online again; the result stops it. */
  readonly onOnline: (callback: () => void) => () => void
}

export interface KeepConnected {
  readonly connect: (onClose: (reason: string) => void) => Promise<Connection>
  readonly onUp: (connection: Connection) => void
  /** The connection ended. It comes back without being asked. */
  readonly onDown: (reason: string) => void
  /** An attempt failed. Says whether to go on trying. */
  readonly onFailed: (reason: string) => Promise<'retry' | 'stop'>
  readonly clock: RetryClock
}

export interface Link {
  readonly current: () => Connection | null
  /** Closes the connection and opens a new one at once. */
  readonly renew: () => void
  /** Closes the connection; it stays closed until `renew`. */
  readonly drop: () => void
  /** Ends it for good. */
  readonly stop: () => void
}

export const browserClock: RetryClock = {
  random: Math.random,
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms)
    return () => clearTimeout(timer)
  },
  onOnline: (callback) => {
    window.addEventListener('online', callback)
    return () => window.removeEventListener('online', callback)
  },
}

/** Holds a connection up: a lost one comes back with growing pauses, at once when the network does. */
export function keepConnected(options: KeepConnected): Link {
  const { connect, onUp, onDown, onFailed, clock } = options
  let connection: Connection | null = null
  let attempt = 0
  let cancelWait: (() => void) | null = null
  /** Grows with every attempt, so that what an abandoned one brings is dropped. */
  let era = 0

  const wait = (): void => {
    cancelWait = clock.after(backoffMs(attempt, clock.random()), () => void open())
    attempt += 1
  }
  const open = async (): Promise<void> => {
    cancelWait?.()
    cancelWait = null
    era += 1
    const mine = era
    try {
      const opened = await connect((reason) => {
        if (mine !== era) return
        connection = null
        onDown(reason)
        if (mine === era) wait()
      })
      if (mine !== era) {
        opened.close()
        return
      }
      connection = opened
      attempt = 0
      onUp(opened)
    } catch (error) {
      if (mine !== era) return
      const verdict = await onFailed(error instanceof Error ? error.message : '')
      if (mine === era && verdict === 'retry') wait()
    }
  }
  const stopOnline = clock.onOnline(() => {
    if (cancelWait !== null) void open()
  })
  const drop = (): void => {
    era += 1
    cancelWait?.()
    cancelWait = null
    connection?.close()
    connection = null
  }
  void open()
  return {
    current: () => connection,
    drop,
    renew: () => {
      drop()
      attempt = 0
      void open()
    },
    stop: () => {
      drop()
      stopOnline()
    },
  }
}
