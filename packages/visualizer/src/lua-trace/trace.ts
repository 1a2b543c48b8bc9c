/** A local variable as the debugger shows it. */
export interface TracedLocal {
  readonly name: string
  readonly value: string
}

/** A redis.call or redis.pcall and what came back, as redis-cli prints it. */
export interface TracedCall {
  readonly line: string
  readonly reply: string
}

/** Before a line ran: where, and what was known; then the calls that it made. */
export interface TraceStep {
  /** From 1. */
  readonly line: number
  readonly locals: readonly TracedLocal[]
  readonly calls: readonly TracedCall[]
}

/** How a traced script ended; `stopped`: it ran more lines or calls than the debugger follows. */
export type TraceEnd =
  | { readonly kind: 'reply'; readonly text: string }
  | { readonly kind: 'error'; readonly message: string; readonly line: number }
  | { readonly kind: 'stopped' }

export interface Trace {
  readonly steps: readonly TraceStep[]
  readonly end: TraceEnd
}

/**
 * Whether the trace ended as Redis's own run of the script, of which `redis` is what redis-cli
 * prints. Of errors the line is compared: the words around it are Redis's own.
 */
export function endsAlike(end: TraceEnd, redis: string): boolean {
  if (end.kind === 'reply') return end.text === redis
  if (end.kind === 'stopped' || !redis.startsWith('(error)')) return false
  const line = /user_script:(\d+)/.exec(redis)?.[1]
  return line === undefined || Number(line) === end.line
}
