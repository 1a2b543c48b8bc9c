/** A key that was sampled, and how much it should go: the higher the sooner. */
export interface Candidate {
  readonly key: number
  readonly score: number
}

/** As many good candidates are kept from one eviction to the next. */
const POOL_SIZE = 16

/** The best candidates of all samples so far, the best last. */
export class EvictionPool {
  readonly #candidates: Candidate[] = []

  get size(): number {
    return this.#candidates.length
  }

  /** Takes the candidate in when there is room or when it is better than the worst one. */
  offer(candidate: Candidate): void {
    const place = this.#candidates.findIndex(({ score }) => score >= candidate.score)
    const index = place < 0 ? this.#candidates.length : place
    const isFull = this.#candidates.length >= POOL_SIZE
    if (isFull && index === 0) return
    this.#candidates.splice(index, 0, candidate)
    if (isFull) this.#candidates.shift()
  }

  /** Takes the best one out. */
  takeBest(): number | undefined {
    return this.#candidates.pop()?.key
  }
}
