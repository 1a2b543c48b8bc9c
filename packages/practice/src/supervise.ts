import type { RunLimits } from './limits.ts'
import {
  fromProgram,
  type FromProgram,
  type PrintLevel,
  type RefusedPart,
  type StopReason,
  type ToProgram,
} from './wire.ts'

export interface PrintedText {
  readonly level: PrintLevel
  readonly text: string
}

export interface Refusal {
  readonly part: RefusedPart
  /** What the program asked for, as it wrote it. */
  readonly name: string
}

/** An error that ended a program; lines and columns count from 1. */
export interface Failure {
  readonly message: string
  readonly line?: number | undefined
  readonly column?: number | undefined
}

export type RunEnd =
  /** By itself; `leftOpen` connections were never closed. */
  | { readonly kind: 'finished'; readonly leftOpen: number }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'stopped'; readonly reason: StopReason }

export interface RunReport {
  readonly end: RunEnd
  readonly printed: readonly PrintedText[]
  readonly refusals: readonly Refusal[]
}

/** A started program, on the far side of a wall. */
export interface StartedProgram {
  readonly post: (message: ToProgram) => void
  /** Ends it at once, whatever it is doing. */
  readonly kill: () => void
}

/** A connection to the learner's Redis that is logged in. */
export interface OpenTunnel {
  readonly send: (bytes: Uint8Array) => void
  readonly close: () => void
}

export interface SuperviseOptions {
  /** Starts the program; what it says comes to `onMessage`, and is not to be trusted. */
  readonly start: (
    onMessage: (message: unknown) => void,
    /** The wall itself reports: a script that does not parse, a process that is gone. */
    onFailure: (failure: Failure) => void,
  ) => StartedProgram
  /** Rejects when there is no connection; `Error.message` is told to the program. */
  readonly connect: (
    onBytes: (bytes: Uint8Array) => void,
    onClosed: (reason: string) => void,
  ) => Promise<OpenTunnel>
  readonly limits: RunLimits
  /** Calls back once after so many milliseconds; the result cancels it. */
  readonly after: (ms: number, callback: () => void) => () => void
  readonly onPrint?: (printed: PrintedText) => void
  /** Ends the run from outside. */
  readonly signal?: AbortSignal
}

/**
 * Runs one program of a learner's to its end, within its bounds. The program is taken for hostile: each
 * message is read and counted, and over a bound it is killed. Never rejects.
 */
export function supervise(options: SuperviseOptions): Promise<RunReport> {
  return new Promise((resolve) => new Run(options, resolve).begin())
}

class Run {
  private readonly options: SuperviseOptions
  private readonly resolve: (report: RunReport) => void
  private readonly printed: PrintedText[] = []
  private readonly refusals: Refusal[] = []
  private readonly tunnels = new Map<number, OpenTunnel | 'opening'>()
  private program: StartedProgram | undefined
  private stopClock: () => void = () => undefined
  private printedLength = 0
  private traffic = 0
  private messages = 0
  private isOver = false
  private isStarted = false

  constructor(options: SuperviseOptions, resolve: (report: RunReport) => void) {
    this.options = options
    this.resolve = resolve
  }

  begin(): void {
    const { start, limits, after, signal } = this.options
    this.stopClock = after(limits.startMs, () => this.stop('start'))
    signal?.addEventListener('abort', () => this.stop('lost'), { once: true })
    this.program = start(
      (message) => this.take(message),
      (failure) => this.end({ kind: 'failed', failure }),
    )
  }

  private take(message: unknown): void {
    if (this.isOver) return
    this.messages += 1
    const read = fromProgram.safeParse(message)
    if (this.messages > this.options.limits.messages) this.stop('output')
    else if (read.success) this.follow(read.data)
  }

  private follow(message: FromProgram): void {
    switch (message.kind) {
      case 'started':
        this.startClock()
        break
      case 'print':
        this.print(message)
        break
      case 'open':
        this.open(message.connection)
        break
      case 'data':
        this.send(message.connection, message.bytes)
        break
      case 'close':
        this.close(message.connection)
        break
      case 'refused':
        if (this.refusals.length < 10)
          this.refusals.push({ part: message.part, name: message.name.slice(0, 100) })
        break
      case 'failed': {
        const { message: said, line, column } = message
        const failure = { message: said.slice(0, 2_000), line, column }
        this.end({ kind: 'failed', failure })
        break
      }
      case 'finished':
        this.end({ kind: 'finished', leftOpen: message.leftOpen })
        break
    }
  }

  private startClock(): void {
    if (this.isStarted) return
    this.isStarted = true
    this.stopClock()
    this.stopClock = this.options.after(this.options.limits.runMs, () => this.stop('time'))
  }

  private print({ level, text }: PrintedText): void {
    const { limits, onPrint } = this.options
    this.printedLength += text.length
    const room = limits.printedLength - (this.printedLength - text.length)
    const line = { level, text: text.slice(0, Math.max(0, room)) }
    this.printed.push(line)
    onPrint?.(line)
    const isTooMuch =
      this.printedLength > limits.printedLength || this.printed.length >= limits.printedLines
    if (isTooMuch) this.stop('output')
  }

  private open(connection: number): void {
    if (this.tunnels.has(connection)) return
    if (this.tunnels.size >= this.options.limits.connections) {
      const reason = `A program may have ${this.options.limits.connections} connections at a time.`
      this.program?.post({ kind: 'closed', connection, reason })
      return
    }
    this.tunnels.set(connection, 'opening')
    const onBytes = (bytes: Uint8Array): void => {
      if (this.count(bytes)) this.program?.post({ kind: 'data', connection, bytes })
    }
    const onClosed = (reason: string): void => {
      if (!this.tunnels.delete(connection) || this.isOver) return
      this.program?.post({ kind: 'closed', connection, reason })
    }
    this.options.connect(onBytes, onClosed).then(
      (tunnel) => {
        if (this.isOver || !this.tunnels.has(connection)) {
          tunnel.close()
          return
        }
        this.tunnels.set(connection, tunnel)
        this.program?.post({ kind: 'opened', connection })
      },
      (error: unknown) => onClosed(error instanceof Error ? error.message : ''),
    )
  }

  private send(connection: number, bytes: Uint8Array): void {
    const tunnel = this.tunnels.get(connection)
    if (tunnel === undefined || tunnel === 'opening') return
    if (this.count(bytes)) tunnel.send(bytes)
  }

  private close(connection: number): void {
    const tunnel = this.tunnels.get(connection)
    this.tunnels.delete(connection)
    if (tunnel !== undefined && tunnel !== 'opening') tunnel.close()
  }

  private count(bytes: Uint8Array): boolean {
    this.traffic += bytes.byteLength
    if (this.traffic <= this.options.limits.trafficBytes) return !this.isOver
    this.stop('traffic')
    return false
  }

  private stop(reason: StopReason): void {
    this.end({ kind: 'stopped', reason })
  }

  private end(end: RunEnd): void {
    if (this.isOver) return
    this.isOver = true
    this.stopClock()
    this.program?.kill()
    for (const connection of [...this.tunnels.keys()]) this.close(connection)
    this.resolve({ end, printed: this.printed, refusals: this.refusals })
  }
}
