/** What a running submission may use. */
export interface SubmissionLimits {
  /** Resident memory of all its processes, in bytes. */
  readonly memoryBytes: number
  readonly processes: number
  /** What it may print, in bytes. */
  readonly outputBytes: number
}

export const DEFAULT_LIMITS: SubmissionLimits = {
  memoryBytes: 512 * 1024 * 1024,
  processes: 128,
  outputBytes: 1024 * 1024,
}
