/** How much one top-level reply may be before reading it ends with a ProtocolError. */
export interface ReplyLimits {
  /** Bytes of the whole reply, the framing included. */
  readonly maxBytes: number
  /** Arrays, maps, sets and pushes inside one another. */
  readonly maxDepth: number
  /** Values inside the reply over all its levels; a pair of a map counts two. */
  readonly maxElements: number
}

export const DEFAULT_REPLY_LIMITS: ReplyLimits = {
  maxBytes: 128 * 1024 * 1024,
  maxDepth: 128,
  maxElements: 1 << 20,
}
