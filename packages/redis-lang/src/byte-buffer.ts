const EMPTY = new Uint8Array(0)
const FIRST_CAPACITY = 4096
const KEPT_CAPACITY = 1 << 16

/**
 * Bytes that arrived and are not read yet: one array that grows and compacts, so that appending
 * costs amortised constant time a byte however small the pieces are.
 */
export class ByteBuffer {
  /** The live bytes are `bytes[start, end)`; the array changes on append. */
  bytes: Uint8Array = EMPTY
  start = 0
  end = 0

  get length(): number {
    return this.end - this.start
  }

  /** Copies the chunk, so that the caller may use its memory again. */
  append(chunk: Uint8Array): void {
    if (this.end + chunk.length > this.bytes.length) this.#makeRoom(chunk.length)
    this.bytes.set(chunk, this.end)
    this.end += chunk.length
  }

  consume(count: number): void {
    this.start += count
    if (this.start < this.end) return
    this.start = 0
    this.end = 0
    if (this.bytes.length > KEPT_CAPACITY) this.bytes = EMPTY
  }

  #makeRoom(count: number): void {
    const live = this.length
    const capacity = this.bytes.length
    // Only when at least half is free does moving pay for itself.
    if (live + count <= capacity && this.start >= capacity >> 1) {
      this.bytes.copyWithin(0, this.start, this.end)
    } else {
      const grown = new Uint8Array(Math.max(FIRST_CAPACITY, 2 * live, live + count))
      grown.set(this.bytes.subarray(this.start, this.end))
      this.bytes = grown
    }
    this.start = 0
    this.end = live
  }
}
