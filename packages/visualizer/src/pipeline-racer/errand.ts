/** How an errand that needs an earlier reply is run. */
export const ERRANDS = ['one-by-one', 'pipeline', 'transaction', 'decr'] as const
export type ErrandName = (typeof ERRANDS)[number]

export const STOCK_KEY = 'racer:stock'
export const STOCK = 7

/**
 * What a client writes when it takes one from a reply. A reply that is not there yet, or is
 * `QUEUED`, is no number; JavaScript then goes on with NaN, and Redis stores what it is given.
 */
export function oneLess(reply: string | undefined): string {
  return String(Number(reply) - 1)
}

/** What was asked, and what Redis answered. */
export interface ErrandStep {
  readonly line: string
  /** As redis-cli prints it. */
  readonly reply: string
}

export interface Errand {
  readonly name: ErrandName
  readonly steps: readonly ErrandStep[]
  /** What GET says afterwards, without quotes. */
  readonly stock: string
}

/** Whether one is sold and one is gone. */
export function isRight({ stock }: Errand): boolean {
  return stock === String(STOCK - 1)
}
