/** Bounds of one run of a learner's program. */
export interface RunLimits {
  /** Wall clock from its first line to its end, milliseconds. */
  readonly runMs: number
  /** From the start to the first line, milliseconds: loading the runtime. */
  readonly startMs: number
  readonly printedLines: number
  /** Characters of all that is printed. */
  readonly printedLength: number
  /** Bytes to Redis and back. */
  readonly trafficBytes: number
  readonly connections: number
  /** Messages of any kind. */
  readonly messages: number
}

export const DEFAULT_RUN_SECONDS = 2
export const MOST_RUN_SECONDS = 10

/** The bounds of a program that may run for so many seconds, at most {@link MOST_RUN_SECONDS}. */
export function runLimits(seconds = DEFAULT_RUN_SECONDS): RunLimits {
  return {
    runMs: Math.min(MOST_RUN_SECONDS, Math.max(0.1, seconds)) * 1_000,
    startMs: 10_000,
    printedLines: 500,
    printedLength: 64 * 1024,
    trafficBytes: 4 * 1024 * 1024,
    connections: 4,
    messages: 20_000,
  }
}
