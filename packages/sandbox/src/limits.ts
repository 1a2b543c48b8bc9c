/**
 * What one sandbox may use. Sizes in bytes, times in milliseconds.
 * The measurements behind the defaults are in docs/security.md.
 */
export interface Limits {
  readonly requestBytes: number
  readonly requestArguments: number
  readonly replyBytes: number
  readonly replyElements: number
  readonly replyDepth: number
  readonly connections: number
  /** Channels and patterns of one connection. */
  readonly subscriptions: number
  readonly keys: number
  readonly memoryBytes: number
  readonly commandMs: number
  readonly commandsPerSecond: number
  readonly commandsBurst: number
}

export const defaultLimits: Limits = {
  requestBytes: 65_536,
  requestArguments: 1_000,
  replyBytes: 262_144,
  replyElements: 10_000,
  replyDepth: 64,
  connections: 8,
  subscriptions: 1_000,
  keys: 1_000,
  memoryBytes: 16 * 1024 * 1024,
  commandMs: 2_000,
  commandsPerSecond: 200,
  commandsBurst: 1_000,
}
