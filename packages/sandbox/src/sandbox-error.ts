/** Why a sandbox could not do what was asked; the message is fit for the learner. */
export type SandboxErrorCode =
  | 'full'
  | 'engine-unavailable'
  | 'bad-seed'
  | 'too-many-commands'
  | 'too-many-requests'
  | 'too-many-looks'
  | 'step-gone'
  | 'gone'

export interface SandboxErrorDetails {
  /** Milliseconds after which another try makes sense: `full`, `too-many-commands`, `too-many-requests`, `too-many-looks`. */
  readonly retryAfterMs?: number
  /** `bad-seed`: which command of the seed failed, from 0, and what Redis answered. */
  readonly index?: number
  readonly reply?: string
  readonly cause?: unknown
}

export class SandboxError extends Error {
  override readonly name = 'SandboxError'
  readonly code: SandboxErrorCode
  readonly retryAfterMs: number | undefined
  readonly index: number | undefined
  readonly reply: string | undefined

  constructor(code: SandboxErrorCode, message: string, details: SandboxErrorDetails = {}) {
    super(message, { cause: details.cause })
    this.code = code
    this.retryAfterMs = details.retryAfterMs
    this.index = details.index
    this.reply = details.reply
  }
}
