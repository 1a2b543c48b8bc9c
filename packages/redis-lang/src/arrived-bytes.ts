const EMPTY = new Uint8Array(0)
const FIRST_CAPACITY = 4096

/**
 * Bytes that arrived and are not read yet. What was once written is never written over, so that views
 * of it stay good for as long as somebody holds them; appending costs amortised constant time a byte
 * however small the pieces are.
 */
export class ArrivedBytes {
  /** The live bytes are `bytes[start, end)`; the array changes when more arrive. */
  bytes: Uint8Array = EMPTY
  start = 0
  end = 0
  /** False when what lies behind `end` is not ours to write to. */
  #isOwn = false

  get length(): number {
    return this.end - this.start
  }

  /** Copies the chunk, so that the caller may use its memory again. */
  append(chunk: Uint8Array): void {
    if (!this.#isOwn || this.end + chunk.length > this.bytes.length) this.#makeRoom(chunk.length)
    this.bytes.set(chunk, this.end)
    this.end += chunk.length
  }

  /** Like `append`, for a chunk that nobody changes any more: copied only when something waits before it. */
  adopt(chunk: Uint8Array): void {
    if (this.start < this.end) {
      this.append(chunk)
      return
    }
    this.bytes = chunk
    this.start = 0
    this.end = chunk.length
    this.#isOwn = false
  }

  consume(count: number): void {
    this.start += count
    if (this.start < this.end || this.#isOwn) return
    this.bytes = EMPTY
    this.start = 0
    this.end = 0
  }

  #makeRoom(count: number): void {
    const live = this.length
    const grown = new Uint8Array(Math.max(FIRST_CAPACITY, 2 * live, live + count))
    grown.set(this.bytes.subarray(this.start, this.end))
    this.bytes = grown
    this.start = 0
    this.end = live
    this.#isOwn = true
  }
}
